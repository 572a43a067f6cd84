package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.config.TaskShare;
import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.delivery.Holdups;
import io.github.tolokaconnect.connector.delivery.Totals;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.CircuitState;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.SinkTaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TopicPartition P0 = new TopicPartition("tasks", 0);
    private static final TopicPartition P1 = new TopicPartition("tasks", 1);

    private final SinkTaskMetrics metrics = new SinkTaskMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void beatsAtOnceAndThenOncePerInterval() {
        var heart = heart("5000");

        assertThat(heart.beat(view(0, false), List.of(), List.of(), NOW)).isPresent();
        assertThat(heart.beat(view(0, false), List.of(), List.of(), NOW.plusMillis(29_999)))
                .isEmpty();
        assertThat(heart.beat(view(0, false), List.of(), List.of(), NOW.plusMillis(30_000)))
                .isPresent();
    }

    @Test
    void tellsHowTheSinkTaskIsDoing() {
        var beat = heart("5000")
                .beat(view(50, true), List.of(P1, P0), List.of(P1), NOW)
                .orElseThrow();

        assertThat(beat.state()).isEqualTo(SinkTaskState.PAUSED);
        assertThat(beat.assigned()).containsExactly("tasks-0", "tasks-1");
        assertThat(beat.paused()).containsExactly("tasks-1");
        assertThat(beat.circuit()).isEqualTo(CircuitState.OPEN);
        assertThat(beat.bufferedRecords()).isEqualTo(33);
        assertThat(beat.lastSuccess()).isEqualTo(NOW);
        assertThat(beat.rate().limitPerSecond()).isEqualTo(150);
        assertThat(beat.rate().tasksToday()).isEqualTo(60);
    }

    @Test
    void accountsForEveryRecordThatWasReceived() {
        var totals = heart("5000")
                .beat(view(50, false), List.of(), List.of(), NOW)
                .orElseThrow()
                .totals();

        assertThat(totals.created()
                        + totals.rejected()
                        + totals.deduplicated()
                        + totals.deadLettered()
                        + totals.skipped()
                        + totals.abandoned())
                .isEqualTo(totals.received() - 33);
    }

    @Test
    void tellsWhatPeopleAreToBeWokenFor() {
        metrics.authFailed();
        metrics.unpublished("toloka.tasks-created");
        metrics.unpublished("toloka.operation-status");

        var beat =
                heart("5000").beat(view(50, false), List.of(), List.of(), NOW).orElseThrow();

        assertThat(beat.recordsUnaccounted()).isEqualTo(0);
        assertThat(beat.totals().authFailures()).isEqualTo(1);
        assertThat(beat.totals().fuseTripped()).isEqualTo(1);
        assertThat(beat.totals().resultsFailed()).isEqualTo(2);
    }

    @Test
    void showsItsOwnShareOfTheFuse() {
        assertThat(fuse("5000")).isEqualTo(2_500);
        assertThat(fuse("-1")).isNull();
    }

    @Test
    void remembersTheLastSuccess() {
        var heart = heart("5000");

        heart.beat(view(50, false), List.of(), List.of(), NOW);
        var later = heart.beat(view(50, false), List.of(), List.of(), NOW.plusSeconds(60));

        assertThat(later.orElseThrow().lastSuccess()).isEqualTo(NOW);
    }

    private Long fuse(String tasksPerDay) {
        return heart(tasksPerDay)
                .beat(view(0, false), List.of(), List.of(), NOW)
                .orElseThrow()
                .rate()
                .fusePerDay();
    }

    private Heart heart(String tasksPerDay) {
        var properties = new TaskShare(1, 2).addTo(SampleConfig.with("safety.max.tasks.per.day", tasksPerDay));
        var config = ConnectorConfig.from(properties);
        return new Heart(
                config,
                ConnectorRef.of("cats", 1, "0.1.0"),
                Pacing.of(config.pacing().limitsOf(config.share()), () -> 0),
                metrics);
    }

    private static Delivery.View view(long created, boolean blocked) {
        var totals = new Totals(created + 50, created, 10, 3, 4, 5);
        return new Delivery.View(
                totals,
                33,
                4_096,
                2,
                Optional.of(Duration.ofSeconds(1)),
                blocked,
                blocked,
                60,
                1,
                Holdups.NONE,
                Set.of());
    }
}
