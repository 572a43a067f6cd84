package io.github.tolokaconnect.containers;

import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.MountableFile;

/** A Connect cluster of workers that can be restarted and killed. Not safe for several threads. */
final class Workers implements AutoCloseable {

    private static final int PORT = 8083;
    private static final String SETTINGS = "/tmp/worker.properties";
    private static final String PLUGIN_PATH = "/opt/plugins";
    // What a worker may not read it passes over in silence.
    private static final int READABLE_BY_ALL = 0755;

    private final Network network;
    private final Brokers brokers;
    private final String group;
    private final List<GenericContainer<?>> containers = new ArrayList<>();
    private final List<WorkerLog> logs = new ArrayList<>();

    private Workers(Network network, Brokers brokers, String group) {
        this.network = network;
        this.brokers = brokers;
        this.group = group;
    }

    /** Starts so many workers of the Connect cluster {@code group} and returns once all of them take calls. */
    static Workers start(Network network, Brokers brokers, String group, int count, Plugins plugins) {
        var workers = new Workers(network, brokers, group);
        for (var number = 0; number < count; number++) {
            workers.logs.add(WorkerLog.of(workers.host(number)));
            workers.containers.add(workers.worker(number, plugins));
        }
        Startables.deepStart(workers.containers).join();
        return workers;
    }

    /** REST API of a worker, counted from 0; a worker that was started anew has another one. */
    ConnectRest rest(int number) {
        var container = containers.get(number);
        return new ConnectRest(URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT)));
    }

    int count() {
        return containers.size();
    }

    /** Lets a worker end in its own time, as a rolling restart does. */
    void terminate(int number) {
        Signals.terminate(containers.get(number));
    }

    /** Ends a worker at once, without a chance to tidy up. */
    void kill(int number) {
        Signals.kill(containers.get(number));
    }

    /** Starts a worker in the place of one that has ended, and returns once it takes calls. */
    void replace(int number, Plugins plugins) {
        containers.get(number).stop();
        var successor = worker(number, plugins);
        containers.set(number, successor);
        successor.start();
    }

    @Override
    public void close() {
        containers.forEach(GenericContainer::stop);
    }

    private GenericContainer<?> worker(int number, Plugins plugins) {
        var host = host(number);
        return Mark.ofCheckout()
                .on(new GenericContainer<>(Images.KAFKA))
                .withNetwork(network)
                .withNetworkAliases(host)
                .withExposedPorts(PORT)
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx384m")
                .withEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                .withCopyFileToContainer(MountableFile.forHostPath(plugins.path(), READABLE_BY_ALL), PLUGIN_PATH)
                .withCopyToContainer(Transferable.of(text(settings(host))), SETTINGS)
                .withCommand("/opt/kafka/bin/connect-distributed.sh", SETTINGS)
                .withLogConsumer(logs.get(number))
                .waitingFor(Wait.forHttp("/connectors").forPort(PORT))
                .withStartupTimeout(Images.TIME_TO_START);
    }

    private String host(int number) {
        return group + "-" + number;
    }

    private Map<String, String> settings(String host) {
        var settings = new TreeMap<>(Map.of(
                "bootstrap.servers",
                brokers.inside(),
                "group.id",
                group,
                "listeners",
                "HTTP://:" + PORT,
                "rest.advertised.host.name",
                host,
                "plugin.path",
                PLUGIN_PATH,
                "plugin.discovery",
                "service_load",
                "key.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter",
                "scheduled.rebalance.max.delay.ms",
                "0",
                "offset.flush.interval.ms",
                "500"));
        // A dead member holds its partitions for a session: the default of 45 seconds is long for a test.
        settings.putAll(Map.of(
                "session.timeout.ms", "10000",
                "heartbeat.interval.ms", "1000",
                "consumer.session.timeout.ms", "10000",
                "consumer.heartbeat.interval.ms", "1000",
                "offset.storage.partitions", "1",
                "status.storage.partitions", "1"));
        for (var store : List.of("config", "offset", "status")) {
            settings.put(store + ".storage.topic", group + "." + store);
            settings.put(
                    store + ".storage.replication.factor",
                    String.valueOf(brokers.clients().replicas()));
        }
        return settings;
    }

    private static String text(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
