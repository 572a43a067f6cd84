package io.github.tolokaconnect.containers;

import io.github.tolokaconnect.it.Pipeline;
import org.testcontainers.containers.Network;

/** One broker and a Connect cluster of two workers, which have the previous and the present version of the plugin side by side. */
final class Site implements AutoCloseable {

    private final Network network;
    private final Brokers brokers;
    private final Plugins plugins;
    private final Workers workers;

    private Site(Network network, Brokers brokers, Plugins plugins) {
        this.network = network;
        this.brokers = brokers;
        this.plugins = plugins;
        this.workers = Workers.start(network, brokers, "worker", 2, plugins);
    }

    static Site start() {
        var network = Mark.ofCheckout().network();
        return new Site(network, Brokers.start(network, "kafka", 1), Plugins.both());
    }

    Network network() {
        return network;
    }

    Brokers brokers() {
        return brokers;
    }

    Workers workers() {
        return workers;
    }

    /** What the workers have in their plugin path. */
    Plugins plugins() {
        return plugins;
    }

    /** A simulator with a world of its own. */
    Simulator simulator(String host, String operationMillis) {
        return Simulator.start(Mark.ofCheckout(), network, host, operationMillis);
    }

    /** A pipeline to {@code toloka} that does not run yet. */
    Pipeline pipeline(Simulator toloka, String purpose) {
        return pipeline(brokers, workers, toloka, purpose);
    }

    /** The same in another place. */
    static Pipeline pipeline(Brokers brokers, Workers workers, Simulator toloka, String purpose) {
        return Pipeline.on(brokers.clients(), workers.rest(0), toloka.inside(), purpose)
                .with("result.bootstrap.servers", brokers.inside())
                .with("batch.size", "10");
    }

    @Override
    public void close() {
        workers.close();
        brokers.close();
        network.close();
    }
}
