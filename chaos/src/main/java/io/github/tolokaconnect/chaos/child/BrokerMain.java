package io.github.tolokaconnect.chaos.child;

import io.github.tolokaconnect.quickstart.cluster.EmbeddedBroker;
import java.nio.file.Path;

/** A Kafka broker as a process of its own, until it is told to end. */
public final class BrokerMain {

    private BrokerMain() {}

    /** Starts a broker; the arguments are its directory and its port. */
    public static void main(String[] arguments) {
        var broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-close"));
    }
}
