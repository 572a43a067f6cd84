package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes many records, one after another or all in one transaction. */
public final class BulkWriter implements AutoCloseable {

    private static final Map<String, Object> SETTINGS = Map.of(
            "linger.ms", "20", "batch.size", "131072", "buffer.memory", "67108864", "delivery.timeout.ms", "600000");
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

    private final Producer<byte[], byte[]> producer;
    private final boolean isTransaction;
    // Set by the producer's thread.
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private BulkWriter(Map<String, Object> settings, boolean isTransaction) {
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.isTransaction = isTransaction;
    }

    /** One whose records are there one after another. */
    public static BulkWriter to(String bootstrapServers) {
        return new BulkWriter(settings(bootstrapServers), false);
    }

    /** One whose records are there for readers of committed records all at once, when they are finished. */
    static BulkWriter inTransaction(String bootstrapServers, String transactionalId) {
        var settings = settings(bootstrapServers);
        settings.put("transactional.id", transactionalId);
        settings.put("transaction.timeout.ms", String.valueOf(LONGEST_TRANSACTION.toMillis()));
        var writer = new BulkWriter(settings, true);
        writer.producer.initTransactions();
        writer.producer.beginTransaction();
        return writer;
    }

    /** Sends a record without waiting for the broker, unless too many are under way. */
    public void write(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (written, problem) -> failure.compareAndSet(null, problem));
    }

    /**
     * Returns once the broker has everything.
     *
     * @throws BenchmarkException if it did not take something
     */
    public void finish() {
        producer.flush();
        try {
            if (isTransaction) {
                producer.commitTransaction();
            }
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        var problem = failure.get();
        if (problem != null) {
            throw new BenchmarkException("the records were not written: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        var settings = new TreeMap<>(SETTINGS);
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }
}
