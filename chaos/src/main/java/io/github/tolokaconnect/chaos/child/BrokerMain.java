package io.github.tolokaconnect.chaos.child;

import io.github.tolokaconnect.quickstart.cluster.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;

/** A Kafka broker as a process of its own, until it is told to end. */
public final class BrokerMain {

    // A broker that comes back is served only when the session of its former life is over, which takes nine seconds by
    // default.
    private static final Map<String, String> SHORT_SESSION =
            Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500");

    private BrokerMain() {}

    /** Starts a broker; the arguments are its directory and its port. */
    public static void main(String[] arguments) {
        var broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), SHORT_SESSION);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-close"));
    }
}
