package io.github.tolokaconnect.streams.alerts;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.SinkTaskState;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

    private static final UUID EVENT = new UUID(0, 7);

    private final Counted stats = new Counted();
    private final List<Heartbeat> heartbeats = new ArrayList<>();

    @Test
    void measuresTheSilenceOfEachSinkTask() {
        heartbeats.add(heartbeat(-121, 0, null, 0));
        heartbeats.add(heartbeat(-119, 1, null, 0));

        assertThat(readings("ConnectorSilent")).extracting(Reading::value).containsExactly(121.0, 119.0);
        assertThat(raised("ConnectorSilent"))
                .singleElement()
                .extracting(Reading::scope)
                .isEqualTo(Map.of("connector", "toloka-sink", "task", "0"));
    }

    @Test
    void measuresTheOldestOperationOfEachConnector() {
        heartbeats.add(heartbeat(0, 0, Duration.ofMinutes(31), 0));
        heartbeats.add(heartbeat(0, 1, Duration.ofMinutes(3), 0));
        heartbeats.add(heartbeat(0, 2, null, 0));

        assertThat(raised("OldestOperationTooOld"))
                .singleElement()
                .extracting(Reading::value)
                .isEqualTo(1_860.0);
    }

    @Test
    void measuresTheShareOfInvalidRecordsByPool() {
        stats.add(Metric.TASKS_CREATED, NOON.minusSeconds(60), 69, "toloka-sink", "1001");
        stats.add(Metric.TASKS_REJECTED, NOON.minusSeconds(60), 21, "toloka-sink", "1001", "A", "LOCAL_VALIDATION");
        stats.add(Metric.TASKS_REJECTED, NOON.minusSeconds(90), 10, "toloka-sink", "1001", "B", "PLATFORM_VALIDATION");
        stats.add(Metric.ERRORS, NOON.minusSeconds(60), 21, "A", "input_values.image", "1001");
        stats.add(Metric.ERRORS, NOON.minusSeconds(60), 10, "B", "overlap", "1001");
        stats.add(Metric.ERRORS, NOON.minusSeconds(60), 99, "C", "overlap", "1002");

        assertThat(raised("ValidationErrorRatio")).singleElement().satisfies(reading -> {
            assertThat(reading.scope()).isEqualTo(Map.of("pool", "1001"));
            assertThat(reading.value()).isEqualTo(0.31);
            assertThat(reading.summary())
                    .isEqualTo("31% of the records for pool 1001 were refused as invalid in five minutes (31 of 100);"
                            + " most often A at input_values.image.");
            assertThat(reading.evidence()).containsExactly(EVENT);
        });
    }

    @Test
    void speaksOfNoShareOfFewOldOrOtherwiseRefusedRecords() {
        stats.add(Metric.TASKS_REJECTED, NOON, 19, "toloka-sink", "few", "A", "LOCAL_VALIDATION");
        stats.add(Metric.TASKS_REJECTED, NOON.minusSeconds(900), 90, "toloka-sink", "old", "A", "LOCAL_VALIDATION");
        stats.add(Metric.TASKS_REJECTED, NOON, 90, "toloka-sink", "closed", "B", "PLATFORM_REJECTION");

        assertThat(raised("ValidationErrorRatio")).isEmpty();
    }

    @Test
    void tellsApartWhoMayNotCallAndWhatMayNotBeCalled() {
        refused("1001", "ACCESS", "AUTHENTICATION_ERROR");
        refused("1001", "ACCESS", "OAUTH_AUTHENTICATION_ERROR");
        refused("1002", "ACCESS", "ACCESS_DENIED");
        refused("1003", "DATA", "VALIDATION_ERROR");

        assertThat(raised("AuthFailure")).singleElement().satisfies(reading -> {
            assertThat(reading.scope()).isEqualTo(Map.of("connector", "toloka-sink"));
            assertThat(reading.value()).isEqualTo(2);
            assertThat(reading.summary())
                    .isEqualTo("The platform does not know the credential of toloka-sink: AUTHENTICATION_ERROR,"
                            + " OAUTH_AUTHENTICATION_ERROR.");
        });
        assertThat(raised("AccessDenied"))
                .singleElement()
                .extracting(Reading::scope)
                .isEqualTo(Map.of("connector", "toloka-sink", "pool", "1002"));
    }

    @Test
    void findsACredentialThatSinkTasksStoppedOver() {
        heartbeats.add(stopped(heartbeat(0, 0, null, 0), "TLK-201"));
        heartbeats.add(stopped(heartbeat(0, 1, null, 0), "TLK-901"));
        heartbeats.add(heartbeat(0, 2, null, 0));

        assertThat(raised("AuthFailure")).singleElement().satisfies(reading -> {
            assertThat(reading.scope()).isEqualTo(Map.of("connector", "toloka-sink"));
            assertThat(reading.value()).isEqualTo(1);
            assertThat(reading.summary())
                    .isEqualTo("The platform does not know the credential of toloka-sink: 1 of its sink tasks have"
                            + " stopped.");
        });
    }

    @Test
    void tellsOnceOfACredentialThatWasRefusedAndStoppedASinkTask() {
        refused("1001", "ACCESS", "AUTHENTICATION_ERROR");
        heartbeats.add(stopped(heartbeat(0, 0, null, 0), "TLK-201"));

        assertThat(raised("AuthFailure")).hasSize(1);
    }

    @Test
    void namesPoolsThatTakeNoTasksAndCodesThatNobodyKnows() {
        refused("1001", "POOL", "POOL_INAPPROPRIATE_STATUS");
        refused("1002", "UNKNOWN", "MOON_IS_FULL");

        assertThat(raised("PoolRefuses"))
                .singleElement()
                .extracting(Reading::scope)
                .isEqualTo(Map.of("pool", "1001"));
        assertThat(raised("UnknownErrorCode"))
                .singleElement()
                .extracting(Reading::scope)
                .isEqualTo(Map.of("code", "MOON_IS_FULL"));
    }

    @Test
    void countsRefusalsForWantOfQuotaOfTheLastQuarterOfAnHour() {
        stats.add(Metric.QUOTA_EXCEEDED, NOON.minusSeconds(840), 2, "toloka-sink", "NO_ROOM");
        stats.add(Metric.QUOTA_EXCEEDED, NOON.minusSeconds(1_000), 5, "toloka-sink", "NO_ROOM");

        assertThat(raised("QuotaExhausted"))
                .singleElement()
                .extracting(Reading::value)
                .isEqualTo(2.0);
    }

    @Test
    void measuresHowLongAPoolHasGotNoTask() {
        stats.add(Metric.TASKS_CREATED, NOON.minus(Duration.ofDays(26)), 1, "toloka-sink", "idle");
        stats.add(Metric.TASKS_CREATED, NOON.minus(Duration.ofDays(24)), 1, "toloka-sink", "busy");
        stats.add(Metric.TASKS_CREATED, NOON.minus(Duration.ofDays(26)), 1, "old-sink", "taken-over");
        stats.add(Metric.TASKS_CREATED, NOON, 1, "toloka-sink", "taken-over");
        stats.add(Metric.TASKS_CREATED, NOON.minus(Duration.ofDays(61)), 1, "toloka-sink", "given-up");

        assertThat(raised("PoolNearArchive"))
                .singleElement()
                .extracting(Reading::scope)
                .isEqualTo(Map.of("pool", "idle"));
    }

    @Test
    void measuresTheUseOfTheDaysTasksOfAllSinkTasksTogether() {
        heartbeats.add(heartbeat(0, 0, null, 1_000));
        heartbeats.add(heartbeat(0, 1, null, 700));
        heartbeats.add(heartbeat(-86_000, 2, null, 1_000));

        assertThat(raised("QuotaUse80")).singleElement().satisfies(reading -> {
            assertThat(reading.value()).isEqualTo(0.85);
            assertThat(reading.summary()).isEqualTo("toloka-sink has created 1700 of 2000 tasks of this day (UTC).");
        });
    }

    @Test
    void countsDuplicateTasksOfTheLastHour() {
        stats.add(Metric.DUPLICATE_TASKS, NOON.minusSeconds(3_500), 1, "toloka-sink", "1001");
        stats.add(Metric.DUPLICATE_TASKS, NOON.minusSeconds(3_700), 1, "toloka-sink", "1002");

        assertThat(raised("DuplicateTasks"))
                .singleElement()
                .extracting(Reading::scope)
                .isEqualTo(Map.of("connector", "toloka-sink", "pool", "1001"));
    }

    @Test
    void hasNothingToSayWhereAllIsWell() {
        heartbeats.add(heartbeat(0, 0, Duration.ofMinutes(1), 10));
        stats.add(Metric.TASKS_CREATED, NOON, 500, "toloka-sink", "1001");
        stats.add(Metric.TASKS_REJECTED, NOON, 5, "toloka-sink", "1001", "A", "LOCAL_VALIDATION");

        assertThat(AlertRules.of(AlertSettings.standard()))
                .allSatisfy(rule -> assertThat(raised(rule.name())).isEmpty());
    }

    private void refused(String pool, String errorClass, String code) {
        stats.add(Metric.OPERATION_ERRORS, NOON.minusSeconds(60), 1, "toloka-sink", pool, errorClass, code);
    }

    private List<Reading> raised(String name) {
        return readings(name).stream().filter(rule(name)::isRaisedBy).toList();
    }

    private List<Reading> readings(String name) {
        return rule(name).readings().apply(Snapshot.of(stats, heartbeats, NOON));
    }

    private static AlertRule rule(String name) {
        return AlertRules.of(AlertSettings.standard()).stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Numbers that were counted, by minute. */
    private static final class Counted implements Stats {

        private final Map<Metric, NavigableMap<Instant, Map<Labels, Stat>>> minutes = new HashMap<>();

        void add(Metric metric, Instant at, long count, String... labels) {
            Instant minute = Window.MINUTE.start(at);
            minutes.computeIfAbsent(metric, unseen -> new TreeMap<>())
                    .computeIfAbsent(minute, unseen -> new HashMap<>())
                    .merge(Labels.of(labels), new Stat(count, 0, List.of(), List.of(EVENT), minute), Stat::plus);
        }

        @Override
        public Map<Labels, Stat> totals(Metric metric) {
            Map<Labels, Stat> totals = new HashMap<>();
            minutes.getOrDefault(metric, new TreeMap<>())
                    .values()
                    .forEach(window -> window.forEach((labels, stat) -> totals.merge(labels, stat, Stat::plus)));
            return totals;
        }

        @Override
        public NavigableMap<Instant, Map<Labels, Stat>> windows(
                Metric metric, Window window, Instant from, Instant to) {
            assertThat(window).isEqualTo(Window.MINUTE);
            return minutes.getOrDefault(metric, new TreeMap<>()).subMap(from, true, to, false);
        }
    }

    private static Heartbeat stopped(Heartbeat last, String failure) {
        return new Heartbeat(
                last.eventId(),
                last.eventTime(),
                last.connector(),
                SinkTaskState.FAILED,
                failure,
                last.assigned(),
                last.paused(),
                last.bufferedRecords(),
                last.recordsUnaccounted(),
                last.inflightOperations(),
                last.oldestInflight(),
                last.circuit(),
                last.rate(),
                last.totals(),
                last.lastSuccess(),
                last.balance());
    }
}
