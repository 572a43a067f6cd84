package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.intake.Intake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The source topics: records with gaps between their offsets, some of which disappear by compaction. */
final class Source {
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, NavigableMap<Long, RecordKind>> records = new HashMap<>();
    private final Map<TopicPartition, Set<Long>> removed = new HashMap<>();
    private final Map<TopicPartition, Set<Long>> passedOver = new HashMap<>();

    /** What a poll brought, and where the next one begins. */
    record Polled(List<Intake> records, long position) {}

    /**
     * Topics with {@code recordsEach} records in each of {@code partitionCount} topic-partitions. A smaller number gives the
     * beginning of what a larger one gives.
     */
    Source(int partitionCount, int recordsEach, SplittableRandom random) {
        for (int number = 0; number < partitionCount; number++) {
            var partition = new TopicPartition(number % 3 == 2 ? "dogs" : "cats", number);
            partitions.add(partition);
            records.put(partition, entries(recordsEach, random.split()));
            removed.put(partition, new HashSet<>());
            passedOver.put(partition, new HashSet<>());
        }
    }

    /** One topic-partition with these records. */
    Source(RecordKind... kinds) {
        var partition = new TopicPartition("cats", 0);
        var entries = new TreeMap<Long, RecordKind>();
        for (RecordKind kind : kinds) {
            entries.put((long) entries.size(), kind);
        }
        partitions.add(partition);
        records.put(partition, entries);
        removed.put(partition, new HashSet<>());
        passedOver.put(partition, new HashSet<>());
    }

    private static NavigableMap<Long, RecordKind> entries(int count, SplittableRandom random) {
        var entries = new TreeMap<Long, RecordKind>();
        long offset = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            entries.put(offset, kind(random.nextInt(100)));
            offset += random.nextInt(10) == 0 ? 3 : 1;
        }
        return entries;
    }

    private static RecordKind kind(int percent) {
        if (percent < 78) {
            return RecordKind.GOOD;
        }
        if (percent < 84) {
            return RecordKind.INVALID;
        }
        if (percent < 87) {
            return RecordKind.POISON;
        }
        if (percent < 92) {
            return RecordKind.REFUSED;
        }
        return percent < 96 ? RecordKind.SKIPPED : RecordKind.FILTERED;
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    /** All records, removed ones too, by offset. */
    NavigableMap<Long, RecordKind> records(TopicPartition partition) {
        return records.get(partition);
    }

    RecordKind kind(TopicPartition partition, long offset) {
        return records.get(partition).get(offset);
    }

    /** Offset of the next record that would be written. */
    long end(TopicPartition partition) {
        return records.get(partition).lastKey() + 1;
    }

    /** At most {@code most} records from {@code position} on, as a sink task with these settings reads them. */
    Polled poll(TopicPartition partition, long position, int most, Settings settings) {
        var polled = new ArrayList<Intake>();
        long next = position;
        int count = 0;
        for (var entry : records.get(partition).tailMap(position).entrySet()) {
            if (count++ == most) {
                break;
            }
            next = entry.getKey() + 1;
            if (entry.getValue() != RecordKind.FILTERED && !isRemoved(partition, entry.getKey())) {
                polled.add(settings.read(partition, entry.getKey(), entry.getValue()));
            }
        }
        return new Polled(polled, next);
    }

    /** One more good record is written. */
    void append(TopicPartition partition) {
        records.get(partition).put(end(partition), RecordKind.GOOD);
    }

    /** Compaction takes a record away. */
    void remove(TopicPartition partition, long offset) {
        removed.get(partition).add(offset);
    }

    boolean isRemoved(TopicPartition partition, long offset) {
        return removed.get(partition).contains(offset);
    }

    /** A person moves the group's offset from {@code from} to {@code to}: records between, if that is forward, may become nothing. */
    void passOver(TopicPartition partition, long from, long to) {
        if (from < to) {
            passedOver
                    .get(partition)
                    .addAll(records.get(partition).subMap(from, to).keySet());
        }
    }

    /** Whether nothing needs to become of a record, unless an operation has it. */
    boolean mayBeLeftOut(TopicPartition partition, long offset) {
        return isRemoved(partition, offset) || passedOver.get(partition).contains(offset);
    }
}
