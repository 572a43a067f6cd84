package io.github.tolokaconnect.benchmarks.delivery;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic of tasks: records of about 250 bytes, no two alike. Record {@code number} goes to partition {@code number % partitions},
 * and has offset {@code number / partitions} there.
 *
 * @param pool which pool the tasks of a partition are for
 */
record SourceTopic(String name, int partitions, IntFunction<String> pool) {

    private static final String[] LABELS = {"cat", "dog"};

    /** Writes the first {@code count} records, and finishes them. */
    void fill(BulkWriter writer, int count) {
        for (var number = 0; number < count; number++) {
            var task = "{" + members(number) + "}";
            writer.write(new ProducerRecord<>(name, number % partitions, utf8("item-" + number), utf8(task)));
        }
        writer.finish();
    }

    /** The body of the request that creates the tasks of these consecutive records of a partition. */
    String request(int partition, long firstOffset, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "{\"__item_idx\":\"" + index + "\","
                        + members(Math.toIntExact((firstOffset + index) * partitions + partition)) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** What stands between the braces of the task of record {@code number}. */
    private String members(int number) {
        var label = LABELS[number % LABELS.length];
        return "\"pool_id\":\"" + pool.apply(number % partitions)
                + "\",\"overlap\":3,\"input_values\":{\"image\":\"https://images.example.com/" + name + "/item-"
                + number
                + ".jpg\",\"title\":\"A " + label
                + " somewhere in the garden, seen from the kitchen window\",\"model_label\":\"" + label
                + "\",\"model_score\":0." + (number % 90 + 10) + "}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
