package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the connector runs in: a broker, a simulator without quotas and a Connect worker, each a process, and their clients. */
final class Environment implements AutoCloseable {

    private final Deque<Runnable> closing;
    private final PartProcess broker;
    private final PartProcess simulator;
    private final PartProcess worker;
    private final Cluster cluster;

    private Environment(
            Deque<Runnable> closing, PartProcess broker, PartProcess simulator, PartProcess worker, Cluster cluster) {
        this.closing = closing;
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
     */
    static Environment start(Path archive, MillisRange operationMillis, Path logs) {
        var closing = new ArrayDeque<Runnable>();
        try {
            var broker = part(closing, "broker", "1g", logs);
            var simulator = part(
                    closing,
                    "simulator",
                    "512m",
                    logs,
                    String.valueOf(operationMillis.min()),
                    String.valueOf(operationMillis.max()));
            var worker = part(closing, "worker", "1g", logs, broker.address(), archive.toString());
            var cluster = Cluster.at(broker.address());
            closing.push(cluster::close);
            return new Environment(closing, broker, simulator, worker, cluster);
        } catch (RuntimeException e) {
            closing.forEach(Runnable::run);
            throw e;
        }
    }

    private static PartProcess part(Deque<Runnable> closing, String name, String heap, Path logs, String... arguments) {
        var part = PartProcess.start(name, heap, logs, List.of(arguments));
        closing.push(part::close);
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

    @Override
    public void close() {
        closing.forEach(Runnable::run);
        closing.clear();
    }
}
