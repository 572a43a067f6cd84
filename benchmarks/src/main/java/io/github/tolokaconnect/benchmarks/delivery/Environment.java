package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import io.github.tolokaconnect.benchmarks.delivery.PartProcess.PartFiles;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.FileTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the connector runs in: a broker, a simulator without quotas and a Connect worker, each a process, and their clients. */
final class Environment {

    private final PartProcess broker;
    private final PartProcess simulator;
    private final PartProcess worker;
    private final Cluster cluster;

    private Environment(PartProcess broker, PartProcess simulator, PartProcess worker, Cluster cluster) {
        this.broker = broker;
        this.simulator = simulator;
        this.worker = worker;
        this.cluster = cluster;
    }

    /**
     * Starts everything.
     *
     * @param archive the connector
     * @param operationMillis how long operations take at least and at most
     * @param logs existing directory, for what the processes have to say
     * @param closing gets everything that is to be closed
     */
    static Environment start(Path archive, MillisRange operationMillis, Path logs, Closing closing) {
        var files = new PartFiles(temporaryDirectory(closing), logs);
        var broker = part(closing, "broker", "1g", files, List.of());
        var simulator = part(
                closing,
                "simulator",
                "512m",
                files,
                List.of(String.valueOf(operationMillis.min()), String.valueOf(operationMillis.max())));
        var worker = part(closing, "worker", "1g", files, List.of(broker.address(), archive.toString()));
        var cluster = Cluster.at(broker.address());
        closing.add(cluster::close);
        return new Environment(broker, simulator, worker, cluster);
    }

    private static Path temporaryDirectory(Closing closing) {
        try {
            var directory = Files.createTempDirectory("bench-delivery-");
            closing.add(() -> FileTree.delete(directory));
            return directory;
        } catch (IOException e) {
            throw new BenchmarkException("a temporary directory cannot be made: " + e.getMessage(), e);
        }
    }

    private static PartProcess part(
            Closing closing, String name, String heap, PartFiles files, List<String> arguments) {
        var part = PartProcess.start(name, heap, files, arguments);
        closing.add(part::close);
        return part;
    }

    Cluster cluster() {
        return cluster;
    }

    ConnectRest connect() {
        return new ConnectRest(URI.create(worker.address()));
    }

    Platform platform() {
        return new Platform(URI.create(simulator.address()));
    }

    /** Processor time that the processes have used so far. */
    ProcessorTime processorTime() {
        return new ProcessorTime(worker.cpu(), broker.cpu(), simulator.cpu());
    }

    /** Throws if a process has ended. */
    void check() {
        broker.check();
        simulator.check();
        worker.check();
    }
}
