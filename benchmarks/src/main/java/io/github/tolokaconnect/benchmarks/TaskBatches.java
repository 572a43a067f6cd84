package io.github.tolokaconnect.benchmarks;

import java.util.List;

/**
 * Bodies of requests: tasks for the pools of the simulator's default fixture, 200 to 300 bytes each, every one different from all
 * others. Batches go to the pools in turn.
 */
final class TaskBatches {
    private static final List<String> POOLS = List.of("1001", "1002", "1003");
    private static final List<String> LABELS = List.of("cat", "dog");

    private final int size;
    private long batches;
    private long tasks;

    /** Batches of {@code size} tasks. */
    TaskBatches(int size) {
        this.size = size;
    }

    /** The next batch as a JSON array. */
    String next() {
        String pool = POOLS.get((int) (batches % POOLS.size()));
        StringBuilder json = new StringBuilder(size * 300).append('[');
        for (int index = 0; index < size; index++) {
            if (index > 0) {
                json.append(',');
            }
            appendTask(json, pool, index);
            tasks++;
        }
        batches++;
        return json.append(']').toString();
    }

    private void appendTask(StringBuilder json, String pool, int index) {
        String label = LABELS.get((int) (tasks % LABELS.size()));
        json.append("{\"pool_id\":\"")
                .append(pool)
                .append("\",\"overlap\":3,\"__item_idx\":\"")
                .append(index)
                .append("\",\"input_values\":{\"image\":\"https://images.example.com/animals/2026/item-")
                .append(tasks)
                .append(".jpg\",\"title\":\"A ")
                .append(label)
                .append(" somewhere in the garden, seen from the kitchen window\",\"model_label\":\"")
                .append(label)
                .append("\",\"model_score\":0.")
                .append(tasks % 90 + 10)
                .append("}}");
    }
}
