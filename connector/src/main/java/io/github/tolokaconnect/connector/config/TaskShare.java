package io.github.tolokaconnect.connector.config;

import java.util.HashMap;
import java.util.Map;

/**
 * Which of a connector's sink tasks one is. The connector gives each sink task its share, since a sink task is not told its
 * number and quotas of the whole connector are divided by the count.
 *
 * @param index number of the sink task, from 0
 * @param count how many sink tasks there are, at least 1
 */
public record TaskShare(int index, int count) {

    private static final String INDEX = "sink.task.index";
    private static final String COUNT = "sink.task.count";

    public TaskShare {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("there is no sink task " + index + " of " + count);
        }
    }

    /** Share {@code index} of {@code count}, added to the connector's own configuration. */
    public Map<String, String> addTo(Map<String, String> connectorConfig) {
        var config = new HashMap<>(connectorConfig);
        config.put(INDEX, Integer.toString(index));
        config.put(COUNT, Integer.toString(count));
        return config;
    }

    /** The share that the connector gave; alone where there is none. */
    static TaskShare from(Map<String, String> config) {
        return new TaskShare(
                Integer.parseInt(config.getOrDefault(INDEX, "0")), Integer.parseInt(config.getOrDefault(COUNT, "1")));
    }

    /**
     * This sink task's part of a limit of the whole connector, at least 1. All parts together stay within the limit unless it
     * is below the number of sink tasks, which {@link ConfigCheck} refuses.
     */
    public long of(long limit) {
        return Math.max(1, limit / count);
    }
}
