package io.github.tolokaconnect.connector.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What the quota of the current UTC day was charged for each topic-partition. A topic-partition that comes back to the same sink
 * task brings along a count that the sink task itself has paid for, in part or in full; only the rest is to be charged.
 */
final class DayCharges {
    private final Map<TopicPartition, Long> charged = new HashMap<>();
    private LocalDate day = LocalDate.MIN;

    /** Notes tasks that are sent, and charged, now. */
    void add(TopicPartition source, long tasks, Instant now) {
        turnTo(now);
        charged.merge(source, tasks, Long::sum);
    }

    /** Notes that {@code tasksToday} were sent from a topic-partition, and answers how many of them were not charged yet. */
    long uncharged(TopicPartition source, long tasksToday, Instant now) {
        turnTo(now);
        long known = charged.getOrDefault(source, 0L);
        charged.put(source, Math.max(known, tasksToday));
        return Math.max(0, tasksToday - known);
    }

    private void turnTo(Instant now) {
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (today.isAfter(day)) {
            day = today;
            charged.clear();
        }
    }
}
