package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.quickstart.cluster.EmbeddedBroker;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a {@link JournalRig} of its own to every test that asks, all of them on one broker; closes it after the test. */
final class BrokerExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(BrokerExtension.class);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private record Broker(EmbeddedBroker broker, Admin admin) implements AutoCloseable {
        static Broker start() {
            var broker = EmbeddedBroker.start();
            return new Broker(broker, Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers())));
        }

        @Override
        public void close() {
            admin.close();
            broker.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == JournalRig.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var broker = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Broker.class, type -> Broker.start(), Broker.class);
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        JournalRig.class,
                        type -> new JournalRig(
                                broker.broker().bootstrapServers(), broker.admin(), "j" + NAMES.incrementAndGet()),
                        JournalRig.class);
    }
}
