package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.chaos.child.BrokerMain;
import io.github.tolokaconnect.chaos.child.Child;
import io.github.tolokaconnect.chaos.child.Children;
import io.github.tolokaconnect.chaos.child.Leash;
import io.github.tolokaconnect.chaos.plan.Plan;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.cli.ConnectDistributed;

/**
 * The system of a run: the processes, and where they listen, which stays the same over their lives.
 *
 * @param bootstrapServers where the broker listens
 * @param platformUrl where the simulator listens
 * @param workers one Connect worker after the other
 */
record World(
        Children children,
        Child broker,
        String bootstrapServers,
        Child simulator,
        URI platformUrl,
        List<Worker> workers) {

    private static final Duration REST_TIMEOUT = Duration.ofSeconds(10);
    private static final String SIMULATOR_MAIN = "io.github.tolokaconnect.simulator.SimulatorMain";

    /** A Connect worker: its process and its REST API. */
    record Worker(Child process, ConnectRest rest) {}

    World {
        workers = List.copyOf(workers);
    }

    /** A system of which nothing runs yet, with all its files below {@code work}. */
    static World prepare(Children children, Installation installation, WorkDirectory work, long seed) {
        var classPath = System.getProperty("java.class.path");
        var port = FreePorts.one();
        var bootstrapServers = "127.0.0.1:" + port;
        var broker = children.java(
                "broker",
                512,
                classPath,
                List.of(BrokerMain.class.getName(), work.broker().toString(), Integer.toString(port)));
        var platformPort = FreePorts.one();
        var simulator = children.java(
                "simulator", 512, installation.simulator() + ":" + origin(), simulator(platformPort, work, seed));
        var plugins = work.plugins();
        installation.plugin().unpackInto(plugins);
        var workers = new ArrayList<Worker>();
        for (var number = 0; number < Plan.WORKERS; number++) {
            var restPort = FreePorts.one();
            var settings =
                    WorkerSettings.write(work.workerSettings(number), bootstrapServers, plugins.toString(), restPort);
            workers.add(new Worker(
                    children.java(
                            "worker " + number,
                            512,
                            classPath,
                            List.of(ConnectDistributed.class.getName(), settings.toString())),
                    new ConnectRest(URI.create("http://127.0.0.1:" + restPort), REST_TIMEOUT)));
        }
        return new World(
                children, broker, bootstrapServers, simulator, URI.create("http://127.0.0.1:" + platformPort), workers);
    }

    private static List<String> simulator(int port, WorkDirectory work, long seed) {
        var fixture = work.fixture();
        try (var stream = World.class.getResourceAsStream("fixture.json")) {
            if (stream == null) {
                throw new AssertionError("fixture.json is packed with this class");
            }
            Files.copy(stream, fixture);
        } catch (IOException e) {
            throw new UncheckedIOException("The fixture cannot be written to " + fixture, e);
        }
        return List.of(
                SIMULATOR_MAIN,
                "--port=" + port,
                "--fixture=" + fixture,
                "--seed=" + seed,
                "--operation-ms=100..1500",
                "--requests-per-second=0",
                "--tasks-per-minute=0",
                "--tasks-per-day=0",
                "--tasks-per-pool=0");
    }

    /** Where the classes of this module are, which the simulator's process needs for {@link Leash} alone. */
    private static Path origin() {
        return Path.of(
                Leash.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
