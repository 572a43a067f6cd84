package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.refused;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.EventCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

class ReplayLawsTest {

    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(2, 2);

    private KeyValueStore<String, byte[]> waiting;
    private KeyValueStore<String, byte[]> progresses;
    private RepairBook book;
    private MapControls controls;
    private List<String> sent;

    /** How a second of work ends. */
    enum End {
        COMMITTED,
        RESTARTED,
        /** What was done since the last commit never happened. */
        CRASHED
    }

    @BeforeTry
    void empty() {
        waiting = store("waiting");
        progresses = store("progresses");
        book = new RepairBook(waiting, store("by-due"), new WaitingCodec(new EventCodec()));
        controls = new MapControls();
        sent = new ArrayList<>();
    }

    @Property(tries = 60)
    void eachSelectedRecordIsSentOnceHoweverOftenTheWorkIsInterrupted(
            @ForAll @IntRange(min = 1, max = 30) int records,
            @ForAll @IntRange(min = 1, max = 9) int perSecond,
            @ForAll @Size(max = 20) List<End> ends) {
        for (int i = 0; i < records; i++) {
            book.add(waiting(refused(ErrorClass.DATA, "img-" + i, i, 1)));
        }
        controls.order(replay(FIRST, "img-", perSecond));
        controls.order(replay(SECOND, "img-1", perSecond));
        ReplayRunner runner = runner();

        for (int second = 0; second < ends.size(); second++) {
            runner = run(runner, ends.get(second));
            book.add(waiting(refused(ErrorClass.DATA, "img-later-" + second, 1_000 + second, 1)));
        }
        for (int second = 0; second <= records / perSecond; second++) {
            runner = run(runner, End.COMMITTED);
        }

        assertThat(sent)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, records).mapToObj(i -> "img-" + i).toList());
        assertThat(List.of(progress(FIRST), progress(SECOND)))
                .allMatch(Progress::isDone)
                .extracting(Progress::sent)
                .satisfies(each -> assertThat(each.get(0) + each.get(1)).isEqualTo(records));
    }

    private ReplayRunner run(ReplayRunner runner, End end) {
        List<KeyValue<String, byte[]>> waitingBefore = entries(waiting);
        List<KeyValue<String, byte[]>> progressBefore = entries(progresses);
        List<String> sentBefore = List.copyOf(sent);
        runner.run(NOON);
        if (end == End.CRASHED) {
            restore(waiting, waitingBefore);
            restore(progresses, progressBefore);
            sent = new ArrayList<>(sentBefore);
        }
        return end == End.COMMITTED ? runner : runner();
    }

    private ReplayRunner runner() {
        ReplayRunner runner = new ReplayRunner(
                book,
                (record, patch, now) -> {
                    book.remove(record);
                    sent.add(record.key());
                    return RepairDesk.Outcome.SENT;
                },
                progresses,
                0);
        runner.read(controls);
        return runner;
    }

    private Progress progress(UUID id) {
        return Progress.of(progresses.get(Progress.key(id, 0)));
    }

    private static Replay replay(UUID id, String keyPrefix, int perSecond) {
        Instant requested = NOON.plusSeconds(500);
        Selection select = new Selection(null, null, null, null, null, null, keyPrefix);
        return new Replay(id, requested, "olu", select, null, perSecond);
    }

    private static List<KeyValue<String, byte[]>> entries(KeyValueStore<String, byte[]> store) {
        List<KeyValue<String, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(entries::add);
        }
        return entries;
    }

    private static void restore(KeyValueStore<String, byte[]> store, List<KeyValue<String, byte[]>> entries) {
        entries(store).forEach(entry -> store.delete(entry.key));
        store.putAll(entries);
    }

    private static KeyValueStore<String, byte[]> store(String name) {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        return store;
    }
}
