package io.github.tolokaconnect.streams.repair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The refused records of one topic-partition that wait: all of them in the order in which they were refused, and those that are tried
 * again by themselves in the order in which they are due. Owned by a stream thread.
 */
final class RepairBook {

    private static final byte[] PRESENT = {};

    private final KeyValueStore<String, byte[]> waiting;
    private final KeyValueStore<String, byte[]> byDue;
    private final WaitingCodec codec;

    RepairBook(KeyValueStore<String, byte[]> waiting, KeyValueStore<String, byte[]> byDue, WaitingCodec codec) {
        this.waiting = waiting;
        this.byDue = byDue;
        this.codec = codec;
    }

    boolean has(Waiting record) {
        return waiting.get(record.place()) != null;
    }

    void add(Waiting record) {
        waiting.put(record.place(), codec.encode(record));
        Instant due = record.due();
        if (due != null) {
            byDue.put(dueKey(record, due), PRESENT);
        }
    }

    void remove(Waiting record) {
        waiting.delete(record.place());
        Instant due = record.due();
        if (due != null) {
            byDue.delete(dueKey(record, due));
        }
    }

    /** Those that are due at {@code now}, the first ones first, at most {@code most}. */
    List<Waiting> due(Instant now, int most) {
        return parked(Waiting.placeOf(now.plusMillis(1)), record -> true, most);
    }

    /** Parked ones that {@code isMeant}, at most {@code most}. */
    List<Waiting> parked(Predicate<Waiting> isMeant, int most) {
        return parked(null, isMeant, most);
    }

    /** Those that were refused before {@code instant} and come after {@code last}, at most {@code most}. */
    @SuppressWarnings("NullAway") // Kafka takes null for "from the first".
    List<Waiting> refusedBefore(Instant instant, @Nullable String last, int most) {
        List<Waiting> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = waiting.range(last, Waiting.placeOf(instant))) {
            while (entries.hasNext() && found.size() < most) {
                KeyValue<String, byte[]> entry = entries.next();
                if (!entry.key.equals(last)) {
                    found.add(codec.decode(entry.value));
                }
            }
        }
        return found;
    }

    @SuppressWarnings("NullAway") // Kafka takes null for "from the first" and "to the last".
    private List<Waiting> parked(@Nullable String end, Predicate<Waiting> isMeant, int most) {
        List<Waiting> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> keys = byDue.range(null, end)) {
            while (keys.hasNext() && found.size() < most) {
                String dueKey = keys.next().key;
                byte @Nullable [] record = waiting.get(dueKey.substring(dueKey.indexOf('/') + 1));
                if (record != null) {
                    Waiting parked = codec.decode(record);
                    if (isMeant.test(parked)) {
                        found.add(parked);
                    }
                }
            }
        }
        return found;
    }

    private static String dueKey(Waiting record, Instant due) {
        return Waiting.placeOf(due) + record.place();
    }
}
