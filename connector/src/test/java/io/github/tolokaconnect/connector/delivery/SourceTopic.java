package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The records of a simulation, with gaps between their offsets, and what must become of each. */
final class SourceTopic {
    private static final int RECORDS = 40;
    private static final int POOLS = 3;

    private final Map<TopicPartition, NavigableMap<Long, Entry>> partitions = new HashMap<>();

    /** What the platform thinks of a record, if it ever sees it. */
    enum Kind {
        GOOD,
        /** Refused by the platform as a single item. */
        INVALID,
        /** The platform refuses the whole request and does not say why. */
        POISON,
        /** Refused before a request. */
        REFUSED,
        SKIPPED
    }

    record Entry(Kind kind, Intake intake) {}

    SourceTopic(int partitionCount, SplittableRandom random) {
        for (int number = 0; number < partitionCount; number++) {
            var partition = new TopicPartition("cats", number);
            var entries = new TreeMap<Long, Entry>();
            long offset = random.nextInt(5);
            for (int i = 0; i < RECORDS; i++) {
                var kind = kind(random.nextInt(100));
                entries.put(offset, new Entry(kind, intake(kind, partition, offset, random)));
                offset += random.nextInt(10) == 0 ? 3 : 1;
            }
            partitions.put(partition, entries);
        }
    }

    private static Kind kind(int percent) {
        if (percent < 82) {
            return Kind.GOOD;
        }
        if (percent < 88) {
            return Kind.INVALID;
        }
        if (percent < 91) {
            return Kind.POISON;
        }
        return percent < 96 ? Kind.REFUSED : Kind.SKIPPED;
    }

    private static Intake intake(Kind kind, TopicPartition partition, long offset, SplittableRandom random) {
        var origin = DeliveryFixture.origin(partition, offset);
        if (kind == Kind.SKIPPED) {
            return new Intake.Skipped(origin);
        }
        if (kind == Kind.REFUSED) {
            var why = FieldError.of("input_values", "/input_values", "VALUE_REQUIRED", null);
            return new Intake.Refused(origin, null, Stage.LOCAL_VALIDATION, List.of(why), new byte[2], true);
        }
        var pool = new PoolId("p" + random.nextInt(POOLS));
        return new Intake.Accepted(DeliveryFixture.task(partition, pool, offset, 1 + random.nextInt(60)));
    }

    List<TopicPartition> partitions() {
        return partitions.keySet().stream()
                .sorted((a, b) -> a.partition() - b.partition())
                .toList();
    }

    /** All records of a partition, by offset. */
    NavigableMap<Long, Entry> records(TopicPartition partition) {
        return partitions.get(partition);
    }

    Kind kind(TopicPartition partition, long offset) {
        return partitions.get(partition).get(offset).kind();
    }

    /** At most {@code limit} records from {@code position} on. */
    List<Intake> read(TopicPartition partition, long position, int limit) {
        var read = new ArrayList<Intake>();
        for (Entry entry : partitions.get(partition).tailMap(position).values()) {
            if (read.size() == limit) {
                break;
            }
            read.add(entry.intake());
        }
        return read;
    }
}
