package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of tasks: records of about 250 bytes, no two alike. Record {@code number} goes to partition {@code number % partitions} and
 * there, in a topic without other records, has offset {@code number / partitions}.
 */
record SourceTopic(String name, int partitions) {

    private static final String[] LABELS = {"cat", "dog"};

    /**
     * Writes records {@code from} up to before {@code to}, and returns once the broker has them all.
     *
     * @param pool which pool the tasks of a partition are for
     */
    void fill(String bootstrapServers, int from, int to, IntFunction<String> pool) {
        var failure = new AtomicReference<@Nullable Exception>();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "linger.ms", "20",
                        "batch.size", "131072",
                        "buffer.memory", "67108864"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var number = from; number < to && failure.get() == null; number++) {
                var partition = number % partitions;
                var task = "{" + members(pool.apply(partition), number) + "}";
                var unused = producer.send(
                        new ProducerRecord<>(name, partition, utf8("item-" + number), utf8(task)),
                        (written, problem) -> failure.compareAndSet(null, problem));
            }
            producer.flush();
        }
        var problem = failure.get();
        if (problem != null) {
            throw new BenchmarkException("the records were not written: " + problem.getMessage(), problem);
        }
    }

    /** What stands between the braces of the task of record {@code number}. */
    String members(String pool, int number) {
        var label = LABELS[number % LABELS.length];
        return "\"pool_id\":\"" + pool + "\",\"overlap\":3,\"input_values\":{\"image\":\"https://images.example.com/"
                + name + "/item-" + number + ".jpg\",\"title\":\"A " + label
                + " somewhere in the garden, seen from the kitchen window\",\"model_label\":\"" + label
                + "\",\"model_score\":0." + (number % 90 + 10) + "}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
