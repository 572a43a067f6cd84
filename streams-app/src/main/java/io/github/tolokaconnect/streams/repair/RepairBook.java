package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.streams.state.PackedReader;
import io.github.tolokaconnect.streams.state.PackedWriter;
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

    private static final List<String> NO_WORDS = List.of();

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
            byDue.put(dueKey(record, due), waitsFor(record));
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
        return parked(Waiting.placeOf(now.plusMillis(1)), waitsFor -> true, most);
    }

    /** Those whose pool has a successor among {@code aliases}, at most {@code most}. */
    List<Waiting> moved(PoolAliases aliases, int most) {
        return parked(
                null,
                waitsFor -> {
                    PackedReader from = new PackedReader(waitsFor, NO_WORDS);
                    return aliases.successor(from.text(), from.text()).isPresent();
                },
                most);
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
    private List<Waiting> parked(@Nullable String end, Predicate<byte[]> isMeant, int most) {
        List<Waiting> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> parked = byDue.range(null, end)) {
            while (parked.hasNext() && found.size() < most) {
                KeyValue<String, byte[]> entry = parked.next();
                byte @Nullable [] record =
                        isMeant.test(entry.value) ? waiting.get(entry.key.substring(entry.key.indexOf('/') + 1)) : null;
                if (record != null) {
                    found.add(codec.decode(record));
                }
            }
        }
        return found;
    }

    /** The name and the id of its pool: enough to see whether that has a successor, without reading the record. */
    private static byte[] waitsFor(Waiting record) {
        return new PackedWriter(NO_WORDS)
                .text(record.alias())
                .text(record.pool())
                .toBytes();
    }

    private static String dueKey(Waiting record, Instant due) {
        return Waiting.placeOf(due) + record.place();
    }
}
