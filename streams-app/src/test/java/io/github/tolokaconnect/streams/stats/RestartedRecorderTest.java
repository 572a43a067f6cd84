package io.github.tolokaconnect.streams.stats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** One stream task that is owned by one instance after the other, with the same store. */
class RestartedRecorderTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String PUBLISH = "publish";
    private static final String RESTART = "restart";

    private final Map<String, Stat> topic = new TreeMap<>();
    private KeyValueStore<String, Stat> store;
    private MockProcessorContext<byte[], byte[]> context;
    private StatRecorder recorder;

    @Property(tries = 200)
    void publishesEachCountOnceHoweverOftenItRestarts(@ForAll @Size(max = 30) List<@From("steps") String> steps) {
        Map<Labels, Long> counted = new HashMap<>();
        start();

        for (String step : steps) {
            if (step.equals(RESTART)) {
                restart();
            } else if (step.equals(PUBLISH)) {
                publish();
            } else {
                count(step);
                counted.merge(pool(step), 1L, Long::sum);
            }
        }
        restart();
        publish();

        assertThat(totals()).isEqualTo(counted);
    }

    @Test
    void tellsTheSameSeriesApartAfterARestart() {
        start();
        for (int pool = 0; pool < Metric.TASKS_CREATED.mostSeries(); pool++) {
            count("pool-" + pool);
        }
        publish();
        restart();

        count("late-comer");
        count("pool-3");
        publish();

        assertThat(totals()).containsEntry(pool("pool-3"), 2L);
        assertThat(totals()).containsEntry(Labels.of(Labels.OTHER, Labels.OTHER), 1L);
    }

    @Provide
    Arbitrary<String> steps() {
        return Arbitraries.of("cats", "dogs", "cats", "dogs", PUBLISH, RESTART);
    }

    private void count(String pool) {
        recorder.count(Metric.TASKS_CREATED, NOON, pool(pool));
    }

    private static Labels pool(String pool) {
        return Labels.of("toloka-sink", pool);
    }

    private void start() {
        topic.clear();
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("test-stats"), Serdes.String(), new StatSerde())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        restart();
    }

    private void restart() {
        context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(NOON.toEpochMilli());
        context.addStateStore(store);
        recorder = StatRecorder.of("test", context);
    }

    private void publish() {
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(NOON.toEpochMilli());
        context.forwarded()
                .forEach(forwarded -> topic.put(
                        new String(forwarded.record().key(), UTF_8),
                        StatCodec.decode(forwarded.record().value())));
        context.resetForwards();
    }

    private Map<Labels, Long> totals() {
        Map<Labels, Long> totals = new HashMap<>();
        topic.forEach((text, stat) -> {
            StatKey key = StatKey.parse(text);
            if (key.window() == Window.TOTAL) {
                totals.put(key.labels(), stat.count());
            }
        });
        return totals;
    }
}
