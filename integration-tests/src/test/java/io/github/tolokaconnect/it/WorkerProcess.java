package io.github.tolokaconnect.it;

import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectRestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Connect worker as a process that has nothing of this project on its class path, so that it can be killed or paused. */
final class WorkerProcess implements AutoCloseable {

    private final ToolProcess process;
    private final ConnectRest rest;

    private WorkerProcess(ToolProcess process, ConnectRest rest) {
        this.process = process;
        this.rest = rest;
    }

    /** Starts a worker of the Connect cluster {@code group} whose REST API is {@code rest}; its files go to {@code home}. */
    static WorkerProcess start(Cluster cluster, String group, ConnectRest rest, Path home) throws IOException {
        return start(cluster, group, rest, home, WorkerRuntime.ofTheBuild(), Map.of());
    }

    /** The same on another JVM, of another version or with more options, and with more settings. */
    static WorkerProcess start(
            Cluster cluster,
            String group,
            ConnectRest rest,
            Path home,
            WorkerRuntime runtime,
            Map<String, String> settings)
            throws IOException {
        var all = settings(cluster, group, rest);
        all.putAll(settings);
        var properties = Files.write(
                home.resolve("worker.properties"),
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        var command = new ArrayList<>(List.of(
                runtime.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=" + Artifacts.target().resolve("test-classes/it-logging.xml"),
                "-Dit.log=" + Artifacts.target().resolve("it-worker-" + home.getFileName() + ".log"),
                "-cp",
                runtime.libraries() + "/*"));
        command.addAll(runtime.options());
        command.addAll(List.of("org.apache.kafka.connect.cli.ConnectDistributed", properties.toString()));
        return new WorkerProcess(ToolProcess.start(home, home, command), rest);
    }

    /**
     * Starts a worker as a distribution of Kafka would: with the logging of {@code config/}, to standard output.
     *
     * @param mode main class of {@code org.apache.kafka.connect.cli}
     * @param arguments of that class
     */
    static WorkerProcess start(ConnectRest rest, Path home, String mode, List<Path> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ToolProcess.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=" + Artifacts.home().resolve("config/connect/connect-log4j2.yaml"),
                "-cp",
                Artifacts.workerLibraries() + "/*",
                "org.apache.kafka.connect.cli." + mode));
        arguments.forEach(argument -> command.add(argument.toString()));
        return new WorkerProcess(ToolProcess.start(home, home, command), rest);
    }

    /** Its REST API. */
    ConnectRest rest() {
        return rest;
    }

    /** What it has printed so far, by lines. */
    List<String> out() throws IOException {
        return process.out();
    }

    /** Waits until it takes calls and knows the plugin. */
    void awaitReady() {
        Waiting.until("the worker takes calls")
                .ignoreExceptionsMatching(WorkerProcess::isNotReady)
                .until(() -> {
                    process.failIfEnded();
                    return rest.get("/connector-plugins")
                            .findValuesAsText("class")
                            .contains("io.github.tolokaconnect.connector.TolokaSinkConnector");
                });
    }

    /** Ends it at once, without a chance to tidy up. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** Stops its time: it does nothing and answers nobody. */
    void pause() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    /** Lets it go on, as if nothing had been. */
    void wake() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    @Override
    public void close() {
        process.close();
    }

    /** Before its REST API is complete a worker refuses connections, and then knows none of its paths. */
    private static boolean isNotReady(Throwable failure) {
        return failure instanceof UncheckedIOException
                || (failure instanceof ConnectRestException refused && refused.status() == 404);
    }

    private static Map<String, String> settings(Cluster cluster, String group, ConnectRest rest) {
        var settings = new TreeMap<>(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "group.id", group,
                "listeners", "HTTP://127.0.0.1:" + rest.url().getPort(),
                "plugin.path", cluster.plugins().toString(),
                "plugin.discovery", "service_load",
                "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "scheduled.rebalance.max.delay.ms", "0",
                "session.timeout.ms", "6000",
                "heartbeat.interval.ms", "1000"));
        // A dead member holds its partitions for a session: the default of 45 seconds is long for a test.
        settings.putAll(Map.of(
                "consumer.session.timeout.ms", "6000",
                "consumer.heartbeat.interval.ms", "1000",
                "offset.flush.interval.ms", "500",
                "offset.storage.partitions", "1",
                "status.storage.partitions", "1"));
        for (var store : List.of("config", "offset", "status")) {
            settings.put(store + ".storage.topic", group + "." + store);
            settings.put(store + ".storage.replication.factor", "1");
        }
        return settings;
    }
}
