package io.github.tolokaconnect.benchmarks.delivery;

import java.util.Map;

/**
 * What the connector is given to do, and how much of it at once.
 *
 * @param records records in the source topic
 * @param partitions partitions of the source topic
 * @param sinkTasks sink tasks that share them
 * @param batch most tasks in one operation
 * @param inFlight most operations that one sink task has under way
 */
record Workload(int records, int partitions, int sinkTasks, int batch, int inFlight) {

    /**
     * The connector's settings for it, with which nothing but work takes time: no quota, and hardly a wait. It reads committed records
     * only, so that they are there all at once.
     */
    Map<String, String> settings(String mode) {
        return Map.ofEntries(
                Map.entry("delivery.mode", mode),
                Map.entry("tasks.max", String.valueOf(sinkTasks)),
                Map.entry("batch.size", String.valueOf(batch)),
                Map.entry("linger.ms", "200"),
                Map.entry("max.in.flight.operations", String.valueOf(inFlight)),
                Map.entry("max.in.flight.operations.per.pool", String.valueOf(inFlight)),
                Map.entry("max.buffered.records", String.valueOf(4 * batch * inFlight)),
                Map.entry("rate.limit.requests.per.second", "1000000"),
                Map.entry("rate.limit.tasks.per.minute", "1000000000"),
                Map.entry("rate.limit.tasks.per.day", "1000000000000"),
                Map.entry("operation.poll.ms", "20"),
                Map.entry("operation.poll.max.ms", "100"),
                Map.entry("consumer.override.isolation.level", "read_committed"),
                Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
    }
}
