package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes many records. */
final class BulkWriter implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    // Set by the producer's thread.
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private BulkWriter(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    static BulkWriter to(String bootstrapServers) {
        return new BulkWriter(new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "linger.ms", "20",
                        "batch.size", "131072",
                        "buffer.memory", "67108864"),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    }

    void write(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (written, problem) -> failure.compareAndSet(null, problem));
    }

    /**
     * Returns once the broker has everything.
     *
     * @throws BenchmarkException if it did not take something
     */
    void flush() {
        producer.flush();
        var problem = failure.get();
        if (problem != null) {
            throw new BenchmarkException("the records were not written: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
