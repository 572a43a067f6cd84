package io.github.tolokaconnect.streams.monitor;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.heartbeat;
import static io.github.tolokaconnect.streams.Fixtures.refusedForNow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatsTest {

    private static final String HEARTBEATS = MonitorDriver.TOPICS.heartbeats();

    private MonitorDriver app;

    @BeforeEach
    void start(@TempDir Path directory) {
        app = new MonitorDriver(directory);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void keepsTheLastHeartbeatOfEachSinkTask() {
        Heartbeat second = heartbeat(30, 1, null, 0);
        Heartbeat other = heartbeat(5, 0, null, 0);

        app.publish(HEARTBEATS, heartbeat(0, 1, null, 0), second, other);

        assertThat(app.monitor.heartbeats()).containsExactly(other, second);
        assertThat(app.monitor.isSpokesman()).isTrue();
    }

    @Test
    void countsOlderAndRepeatedHeartbeatsApart() {
        Heartbeat last = heartbeat(30, 1, null, 0);

        app.publish(HEARTBEATS, last, last, heartbeat(0, 1, null, 0));

        assertThat(app.monitor.heartbeats()).containsExactly(last);
        assertThat(app.deadLetters()).containsExactly("LATE");
        assertThat(app.counts(Metric.DUPLICATES)).containsOnly(entry(Labels.of(HEARTBEATS), 1L));
        assertThat(app.counts(Metric.LATE)).containsOnly(entry(Labels.of(HEARTBEATS), 1L));
    }

    @Test
    void forgetsASinkTaskThatIsSaidToBeGone() {
        app.publish(HEARTBEATS, heartbeat(0, 1, null, 0), heartbeat(0, 2, null, 0));

        app.publish(HEARTBEATS, "toloka-sink/1".getBytes(UTF_8), null);

        assertThat(app.monitor.heartbeats()).containsExactly(heartbeat(0, 2, null, 0));
        assertThat(app.deadLetters()).isEmpty();
    }

    @Test
    void forgetsASinkTaskAfterADay() {
        app.publish(HEARTBEATS, heartbeat(0, 1, null, 0));

        app.pass(Duration.ofDays(1).plusSeconds(10));

        assertThat(app.monitor.heartbeats()).isEmpty();
    }

    @Test
    void alertsOnceWhenASinkTaskFallsSilentAndOnceWhenItIsBack() {
        app.publish(HEARTBEATS, heartbeat(0, 1, null, 0));

        pass(Duration.ofMinutes(10));
        app.publish(HEARTBEATS, heartbeat(600, 1, null, 0));
        for (int minute = 1; minute <= 10; minute++) {
            pass(Duration.ofMinutes(1));
            app.publish(HEARTBEATS, heartbeat(600 + 60 * minute, 1, null, 0));
        }

        assertThat(app.alerts())
                .extracting(
                        Alert::rule, Alert::state, alert -> alert.eventTime().compareTo(NOON.plusSeconds(600)))
                .containsExactly(
                        tuple("ConnectorSilent", Alert.State.FIRING, -1),
                        tuple("ConnectorSilent", Alert.State.RESOLVED, 1));
        assertThat(app.monitor.alerts())
                .singleElement()
                .extracting(Alert::state)
                .isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void alertsOnWhatIsCountedElsewhere() {
        app.publish(
                MonitorDriver.TOPICS.operationStatus(),
                refusedForNow(1, CATS, ErrorClass.POOL, "POOL_INAPPROPRIATE_STATUS"));

        pass(Duration.ofSeconds(30));

        TestRecord<byte[], byte[]> record = app.alertRecords().get(0);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("PoolRefuses|pool=1001");
        assertThat(new String(record.headers().lastHeader("ce_type").value(), UTF_8))
                .contains("alert");
        assertThat(app.monitor.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.summary()).isEqualTo("Pool 1001 takes no tasks: POOL_INAPPROPRIATE_STATUS.");
            assertThat(alert.evidence()).hasSize(1);
        });
    }

    /** The driver runs each punctuation once in a step. */
    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 10) {
            app.pass(Duration.ofSeconds(10));
        }
    }
}
