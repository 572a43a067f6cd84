package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Answers from the stores of {@link RepairTopology}; of several instances each answers for the topic-partitions that it owns. */
public final class StoredRepairs implements RepairQueries {

    /** Names of the stores that are read. */
    public static final List<String> STORES = List.of(RepairTopology.WAITING, RepairTopology.REPLAYS);

    private final Function<String, List<ReadOnlyKeyValueStore<String, byte[]>>> parts;
    private final WaitingCodec codec;

    /**
     * Answers from the stores that {@code parts} has under a name, one for each topic-partition that this instance owns. It is asked each
     * time and may throw InvalidStateStoreException.
     */
    public StoredRepairs(Function<String, List<ReadOnlyKeyValueStore<String, byte[]>>> parts, EventCodec codec) {
        this.parts = parts;
        this.codec = new WaitingCodec(codec);
    }

    @Override
    public List<Quarantined> waiting(Selection selection, int limit) {
        return answer(() -> {
            List<Quarantined> found = new ArrayList<>();
            for (ReadOnlyKeyValueStore<String, byte[]> part : parts.apply(RepairTopology.WAITING)) {
                int before = found.size();
                try (KeyValueIterator<String, byte[]> entries =
                        part.reverseRange(first(selection.from()), end(selection.to()))) {
                    while (entries.hasNext() && found.size() - before < limit) {
                        Waiting waiting = codec.decode(entries.next().value);
                        if (selection.matches(waiting.key(), waiting.error())) {
                            found.add(waiting.toQuarantined());
                        }
                    }
                }
            }
            found.sort(Comparator.comparing(
                            (Quarantined waiting) -> waiting.error().eventTime())
                    .reversed());
            return found.stream().limit(limit).toList();
        });
    }

    @Override
    public long count(Selection selection) {
        boolean isByTimeOnly = selection.errorClass() == null
                && selection.code() == null
                && selection.path() == null
                && selection.poolId() == null
                && selection.keyPrefix() == null;
        return answer(() -> {
            long count = 0;
            for (ReadOnlyKeyValueStore<String, byte[]> part : parts.apply(RepairTopology.WAITING)) {
                try (KeyValueIterator<String, byte[]> entries =
                        part.range(first(selection.from()), end(selection.to()))) {
                    while (entries.hasNext()) {
                        KeyValue<String, byte[]> entry = entries.next();
                        count += isByTimeOnly || matches(selection, entry.value) ? 1 : 0;
                    }
                }
            }
            return count;
        });
    }

    @Override
    public Optional<ReplayProgress> replay(UUID replayId) {
        return answer(() -> {
            ReplayProgress sum = null;
            String first = replayId + "/";
            for (ReadOnlyKeyValueStore<String, byte[]> part : parts.apply(RepairTopology.REPLAYS)) {
                try (KeyValueIterator<String, byte[]> entries = part.range(first, replayId + "0")) {
                    while (entries.hasNext()) {
                        ReplayProgress progress =
                                Progress.of(entries.next().value).toReplayProgress();
                        sum = sum == null ? progress : sum.plus(progress);
                    }
                }
            }
            return Optional.ofNullable(sum);
        });
    }

    private boolean matches(Selection selection, byte[] value) {
        Waiting waiting = codec.decode(value);
        return selection.matches(waiting.key(), waiting.error());
    }

    @SuppressWarnings("NullAway") // Kafka takes null for "from the first".
    private static String first(@Nullable Instant from) {
        return from == null ? null : Waiting.placeOf(from);
    }

    @SuppressWarnings("NullAway") // Kafka takes null for "to the last".
    private static String end(@Nullable Instant to) {
        return to == null ? null : Waiting.placeOf(to);
    }

    private static <T> T answer(Supplier<T> question) {
        try {
            return question.get();
        } catch (InvalidStateStoreException e) {
            throw new StateUnavailableException("The state of refused records is being restored or moved.");
        }
    }
}
