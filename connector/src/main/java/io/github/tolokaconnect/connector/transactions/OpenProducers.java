package io.github.tolokaconnect.connector.transactions;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producers of a sink task that are open. Workers open and close them one by one; Connect's thread has all of them closed when
 * the sink task stops, which also ends whatever a worker waits for. Hence the lock.
 */
final class OpenProducers {
    private static final Logger LOG = LoggerFactory.getLogger(OpenProducers.class);

    private final Clients clients;
    private final Set<Producer<byte[], byte[]>> open = new HashSet<>();
    private boolean closed;

    OpenProducers(Clients clients) {
        this.clients = clients;
    }

    /**
     * A new producer for a source topic-partition.
     *
     * @throws KafkaException if it cannot be set up, or if the sink task is being stopped
     */
    Producer<byte[], byte[]> open(TopicPartition source) {
        var producer = clients.producer(source);
        synchronized (this) {
            if (!closed) {
                open.add(producer);
                return producer;
            }
        }
        closeNow(producer);
        throw new KafkaException("the sink task is being stopped");
    }

    /** Closes a producer without waiting for what it has under way. */
    void close(Producer<byte[], byte[]> producer) {
        synchronized (this) {
            if (!open.remove(producer)) {
                return;
            }
        }
        closeNow(producer);
    }

    /**
     * Has all of them closed by {@code closers}, also those that are being opened. A producer that speaks to a broker that does not
     * answer takes until its request times out.
     */
    void closeAll(Executor closers) {
        List<Producer<byte[], byte[]>> producers;
        synchronized (this) {
            closed = true;
            producers = List.copyOf(open);
            open.clear();
        }
        producers.forEach(producer -> closers.execute(() -> closeNow(producer)));
    }

    private static void closeNow(Producer<byte[], byte[]> producer) {
        try {
            producer.close(Duration.ZERO);
        } catch (KafkaException unclean) {
            LOG.debug("A producer did not close cleanly", unclean);
        }
    }
}
