package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Records for a topic of tasks: about 250 bytes each, all for one pool, no two alike, evenly over the partitions. */
final class SourceTopic {

    private static final String[] LABELS = {"cat", "dog"};

    private SourceTopic() {}

    /** Writes {@code count} records, and returns once the broker has them all. */
    static void fill(String bootstrapServers, String topic, int partitions, int count) {
        var failure = new AtomicReference<@Nullable Exception>();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "linger.ms", "20",
                        "batch.size", "131072",
                        "buffer.memory", "67108864"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var number = 0; number < count && failure.get() == null; number++) {
                var unused = producer.send(
                        new ProducerRecord<>(topic, number % partitions, key(number), task(topic, number)),
                        (written, problem) -> failure.compareAndSet(null, problem));
            }
            producer.flush();
        }
        var problem = failure.get();
        if (problem != null) {
            throw new BenchmarkException("the records were not written: " + problem.getMessage(), problem);
        }
    }

    private static byte[] key(int number) {
        return ("item-" + number).getBytes(StandardCharsets.UTF_8);
    }

    /** A task for a pool of the simulator's default fixture. */
    static byte[] task(String topic, int number) {
        var label = LABELS[number % LABELS.length];
        return ("{\"pool_id\":\"1002\",\"overlap\":3,\"input_values\":{\"image\":\"https://images.example.com/" + topic
                        + "/item-" + number + ".jpg\",\"title\":\"A " + label
                        + " somewhere in the garden, seen from the kitchen window\",\"model_label\":\"" + label
                        + "\",\"model_score\":0." + (number % 90 + 10) + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
