package io.github.tolokaconnect.streams.alerts;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertBookTest {

    private static final Stats NOTHING = new Nothing();

    private final KeyValueStore<String, AlertLife> lives = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(AlertBook.STORE),
                    Serdes.String(),
                    new AlertLifeSerde(new EventCodec()))
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        lives.init(new MockProcessorContext<>().getStateStoreContext(), lives);
    }

    @Test
    void goesOnWhereAFormerOwnerStopped() {
        List<Heartbeat> silent = List.of(heartbeat(-600, 1, null, 0));
        List<Alert> first = book().review(NOTHING, silent, NOON);

        List<Alert> second = book().review(NOTHING, silent, NOON.plusSeconds(60));
        List<Alert> third = book().review(NOTHING, silent, NOON.plusSeconds(70));

        assertThat(first).isEmpty();
        assertThat(second).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(Alert.State.FIRING);
            assertThat(alert.since()).isEqualTo(NOON);
        });
        assertThat(third).isEmpty();
    }

    @Test
    void resolvesWhatIsNoLongerThereAndForgetsItLater() {
        AlertBook book = book();
        book.review(NOTHING, List.of(heartbeat(-600, 1, null, 0)), NOON);
        book.review(NOTHING, List.of(heartbeat(-600, 1, null, 0)), NOON.plusSeconds(60));
        book.review(NOTHING, List.of(), NOON.plusSeconds(70));

        List<Alert> news = book.review(NOTHING, List.of(), NOON.plusSeconds(400));

        assertThat(news).extracting(Alert::state).containsExactly(Alert.State.RESOLVED);
        assertThat(lives.get("ConnectorSilent|connector=toloka-sink,task=1")).isNotNull();

        book.review(NOTHING, List.of(), NOON.plusSeconds(400).plus(Duration.ofDays(36)));

        assertThat(lives.get("ConnectorSilent|connector=toloka-sink,task=1")).isNull();
    }

    @Test
    void forgetsWhatNoRuleIsAbout() {
        lives.put("OfAnotherRelease|pool=1", new AlertLife.Pending(NOON, null));

        book().review(NOTHING, List.of(), NOON);

        assertThat(lives.get("OfAnotherRelease|pool=1")).isNull();
    }

    private AlertBook book() {
        return new AlertBook(AlertSettings.standard(), lives);
    }

    /** Nothing was counted. */
    private static final class Nothing implements Stats {

        @Override
        public Map<Labels, Stat> totals(Metric metric) {
            return Map.of();
        }

        @Override
        public NavigableMap<Instant, Map<Labels, Stat>> windows(
                Metric metric, Window window, Instant from, Instant to) {
            return new TreeMap<>();
        }
    }
}
