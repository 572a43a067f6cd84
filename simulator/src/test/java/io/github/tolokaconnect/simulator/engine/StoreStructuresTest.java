package io.github.tolokaconnect.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.request.Fingerprint;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.Overlap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreStructuresTest {
    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00.123Z");

    @Property(tries = 200)
    void findsTheFirstTaskOfAFingerprint(@ForAll @Size(max = 300) List<@IntRange(max = 99) Integer> values) {
        List<Fingerprint> index = values.stream()
                // Four segments, and 32 bits that are shared by ten fingerprints each.
                .map(value -> new Fingerprint((long) (value % 4) << 56 | (value % 10) * 0x1000_0000L, value))
                .toList();
        FirstTasks firstTasks = new FirstTasks(index::get);
        Map<Fingerprint, Integer> model = new HashMap<>();

        for (int ordinal = 0; ordinal < index.size(); ordinal++) {
            Integer expected = model.putIfAbsent(index.get(ordinal), ordinal);

            OptionalInt found = firstTasks.findOrEnter(index.get(ordinal), ordinal);

            assertThat(found).isEqualTo(expected == null ? OptionalInt.empty() : OptionalInt.of(expected));
        }
    }

    @Test
    void findsTheFirstTaskAmongAHundredThousand() {
        FirstTasks firstTasks = new FirstTasks(StoreStructuresTest::fingerprint);

        IntStream.range(0, 100_000).forEach(ordinal -> firstTasks.findOrEnter(fingerprint(ordinal), ordinal));

        for (int ordinal = 0; ordinal < 100_000; ordinal += 997) {
            assertThat(firstTasks.findOrEnter(fingerprint(ordinal), 100_000)).hasValue(ordinal);
        }
    }

    private static Fingerprint fingerprint(int ordinal) {
        return new Fingerprint(ordinal * 0x9e37_79b9_7f4a_7c15L, ordinal);
    }

    @Property(tries = 200)
    void knowsTheOrdinalsOfAPool(@ForAll @Size(max = 50) List<@IntRange(min = -3, max = 5) Integer> steps) {
        PoolTasks tasks = new PoolTasks();
        List<Integer> model = new ArrayList<>();
        int next = 0;
        for (int step : steps) {
            // Downwards: tasks of other pools.
            if (step > 0) {
                tasks.add(next, step);
                IntStream.range(next, next + step).forEach(model::add);
            }
            next += Math.abs(step);
        }

        assertThat(tasks.size()).isEqualTo(model.size());
        assertThat(IntStream.range(0, tasks.size()).map(tasks::ordinal)).containsExactlyElementsOf(model);
    }

    @Test
    void countsPositionsBeyondThirtyTwoBits() {
        assertThat(TaskIndex.position(1_000_000)).isEqualTo(64_000_000L);
        assertThat(TaskIndex.position(Integer.MAX_VALUE)).isEqualTo(137_438_953_408L);
    }

    @Test
    void aPermutationHasEveryNumberOnce() {
        int[] order = Chance.of(7).permutation(1_000);

        assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 1_000).toArray());
        assertThat(order).isEqualTo(Chance.of(7).permutation(1_000));
        assertThat(order).isNotEqualTo(Chance.of(8).permutation(1_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30_000})
    void aRecordKeepsWhatItIsGiven(int overlap) {
        OperationId nil = new OperationId("00000000-0000-0000-0000-000000000000");

        TaskRecord record = record(Overlap.of(overlap), nil);

        assertThat(record.position()).isEqualTo(5_000_000_000L);
        assertThat(record.end()).isEqualTo(5_000_000_250L);
        assertThat(record.overlap()).isEqualTo(Overlap.of(overlap));
        assertThat(record.created()).isEqualTo(CREATED);
        assertThat(record.pool().value()).isEqualTo("1099511627775");
        assertThat(record.operationId()).isEqualTo(nil);
        assertThat(record.fingerprint()).isEqualTo(new Fingerprint(-1, 7));
    }

    @Test
    void aRecordKeepsThatThereIsNoOperation() {
        TaskRecord record = record(Overlap.INFINITE, null);

        assertThat(record.operationId()).isNull();
        assertThat(record.overlap()).isEqualTo(Overlap.INFINITE);
    }

    private static TaskRecord record(Overlap overlap, OperationId operationId) {
        return TaskRecord.read(TaskRecord.write(
                        5_000_000_000L, 250, overlap, CREATED, 1_099_511_627_775L, operationId, new Fingerprint(-1, 7))
                .array());
    }
}
