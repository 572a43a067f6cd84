package io.github.tolokaconnect.containers;

import io.github.tolokaconnect.it.Artifacts;
import io.github.tolokaconnect.it.Platform;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** The simulator's jar in a container, with a world of its own. */
final class Simulator implements AutoCloseable {

    private static final int PORT = 8080;
    private static final String JAR = "/opt/toloka-simulator.jar";

    private final GenericContainer<?> container;
    private final String host;

    private Simulator(GenericContainer<?> container, String host) {
        this.container = container;
        this.host = host;
    }

    /** Starts it as {@code host} in the network; operations take so many milliseconds, such as {@code 200..1000}. */
    static Simulator start(Mark mark, Network network, String host, String operationMillis) {
        var container = mark.on(new GenericContainer<>(Images.JAVA))
                .withNetwork(network)
                .withNetworkAliases(host)
                .withExposedPorts(PORT)
                .withCopyFileToContainer(MountableFile.forHostPath(Artifacts.simulatorJar()), JAR)
                .withCommand("java", "-Xmx256m", "-jar", JAR, "--host", "0.0.0.0", "--operation-ms", operationMillis)
                .waitingFor(Wait.forHttp("/_audit").forPort(PORT))
                .withStartupTimeout(Images.TIME_TO_START);
        container.start();
        return new Simulator(container, host);
    }

    /** Where containers in the network find it. */
    URI inside() {
        return URI.create("http://" + host + ":" + PORT);
    }

    /** Operations that there are. */
    long operations() throws IOException, InterruptedException {
        return audit("operations");
    }

    /** Tasks that there are. */
    long tasks() throws IOException, InterruptedException {
        return audit("tasks");
    }

    /** Tasks whose pool and input values equal those of an earlier one. */
    long duplicates() throws IOException, InterruptedException {
        return audit("duplicates");
    }

    /** The images of all tasks in {@code pools}, one for each task. */
    Collection<String> images(String... pools) throws IOException, InterruptedException {
        return platform().imagesByTaskId(List.of(pools)).values();
    }

    @Override
    public void close() {
        container.stop();
    }

    private long audit(String count) throws IOException, InterruptedException {
        return platform().get("/_audit").body().path(count).asLong();
    }

    private Platform platform() {
        return Platform.at(URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT)));
    }
}
