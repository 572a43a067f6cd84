package io.github.tolokaconnect.streams.monitor;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.DOGS;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static io.github.tolokaconnect.streams.Fixtures.refusedForNow;
import static io.github.tolokaconnect.streams.Fixtures.rejected;
import static io.github.tolokaconnect.streams.Fixtures.succeeded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTopologyTest {

    private static final String STATUS = MonitorDriver.TOPICS.operationStatus();
    private static final Labels POOL = Labels.of("toloka-sink", "1001");

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
    void remembersTheLatestStateOfEachOperation() {
        publish(at(0, CATS, Status.PLANNED), at(1, DOGS, Status.PLANNED), at(2, CATS, Status.SUBMITTED));

        assertThat(app.operations.operation(CATS))
                .get()
                .extracting(Operation::latest)
                .isEqualTo(at(2, CATS, Status.SUBMITTED));
        assertThat(app.operations.newest(null, 10)).extracting(Operation::id).containsExactly(DOGS, CATS);
        assertThat(app.operations.newest(null, 1)).extracting(Operation::id).containsExactly(DOGS);
    }

    @Test
    void neverGoesBackWhenEventsComeLateOrTwice() {
        publish(
                at(0, CATS, Status.PLANNED),
                succeeded(9, CATS, 498),
                at(2, CATS, Status.RUNNING),
                succeeded(9, CATS, 498));

        assertThat(app.operations.operation(CATS))
                .get()
                .extracting(Operation::state)
                .isEqualTo(OperationState.FINISHED);
        assertThat(app.operations.newest(OperationState.IN_FLIGHT, 10)).isEmpty();
    }

    @Test
    void tellsEachChangeOnce() {
        publish(
                at(0, CATS, Status.PLANNED),
                at(0, CATS, Status.PLANNED),
                succeeded(9, CATS, 500),
                at(2, CATS, Status.RUNNING));

        assertThat(app.told)
                .extracting(operation -> operation.latest().operation().status())
                .containsExactly(Status.PLANNED, Status.SUCCESS);
    }

    @Test
    void countsAnOperationOnceWhenItIsSentAndOnceWhenItEnds() {
        publish(
                at(0, CATS, Status.PLANNED),
                at(1, CATS, Status.SUBMITTED),
                at(2, CATS, Status.RUNNING),
                at(3, CATS, Status.STUCK),
                succeeded(9, CATS, 498),
                at(1, CATS, Status.SUBMITTED),
                succeeded(9, CATS, 498),
                at(0, DOGS, Status.PLANNED));

        assertThat(app.counts(Metric.OPERATIONS_SUBMITTED)).containsOnly(entry(POOL, 1L));
        assertThat(app.counts(Metric.OPERATIONS))
                .containsOnly(entry(Labels.of("toloka-sink", "1001", "SUCCESS", "PARTIAL"), 1L));
        assertThat(app.counts(Metric.DUPLICATES)).containsOnly(entry(Labels.of(STATUS), 2L));
    }

    @Test
    void countsTheSameWhenTheEndComesFirst() {
        publish(succeeded(9, CATS, 500), at(1, CATS, Status.SUBMITTED), at(0, CATS, Status.PLANNED));

        assertThat(app.counts(Metric.OPERATIONS_SUBMITTED)).containsOnly(entry(POOL, 1L));
        assertThat(app.counts(Metric.OPERATIONS))
                .containsOnly(entry(Labels.of("toloka-sink", "1001", "SUCCESS", "ALL"), 1L));
    }

    @Test
    void measuresThePhasesThatTheConnectorMeasured() {
        publish(at(0, CATS, Status.PLANNED), succeeded(9, CATS, 500), succeeded(9, CATS, 500));

        assertThat(app.totals(Metric.OPERATION_DURATION)).hasSize(2);
        assertThat(app.totals(Metric.OPERATION_DURATION)
                        .get(Labels.of("toloka-sink", "run"))
                        .seconds())
                .isEqualTo(6);
        assertThat(app.totals(Metric.OPERATION_DURATION)
                        .get(Labels.of("toloka-sink", "total"))
                        .seconds())
                .isEqualTo(8.827);
    }

    @Test
    void countsEachRefusalWithItsCause() {
        OperationStatus first = refusedForNow(1, CATS, ErrorClass.CAPACITY, "TASKS_CREATION_DOES_NOT_FIT_QUOTA");
        OperationStatus second = refusedForNow(5, CATS, ErrorClass.CAPACITY, "TASKS_CREATION_DOES_NOT_FIT_QUOTA");
        publish(
                at(0, CATS, Status.PLANNED),
                first,
                second,
                first,
                second,
                refusedForNow(2, DOGS, ErrorClass.POOL, "POOL_INAPPROPRIATE_STATUS"));

        assertThat(app.counts(Metric.QUOTA_EXCEEDED))
                .containsOnly(entry(Labels.of("toloka-sink", "TASKS_CREATION_DOES_NOT_FIT_QUOTA"), 2L));
        assertThat(app.counts(Metric.OPERATION_ERRORS))
                .containsOnly(
                        entry(Labels.of("toloka-sink", "1001", "CAPACITY", "TASKS_CREATION_DOES_NOT_FIT_QUOTA"), 2L),
                        entry(Labels.of("toloka-sink", "1001", "POOL", "POOL_INAPPROPRIATE_STATUS"), 1L));
        assertThat(app.totals(Metric.QUOTA_EXCEEDED).values())
                .flatExtracting(Stat::samples)
                .containsExactly(first.eventId(), second.eventId());
    }

    @Test
    void goesOnAfterWhatItCannotRead() {
        app.publish(STATUS, "key".getBytes(UTF_8), "not json".getBytes(UTF_8));
        app.publish(STATUS, "key".getBytes(UTF_8), null);
        publish(at(0, CATS, Status.PLANNED));

        assertThat(app.operations.operation(CATS)).isPresent();
        assertThat(app.deadLetters()).containsExactly("MALFORMED", "EMPTY");
        assertThat(app.counts(Metric.UNREADABLE))
                .containsOnly(entry(Labels.of(STATUS, "MALFORMED"), 1L), entry(Labels.of(STATUS, "EMPTY"), 1L));
    }

    @Test
    void countsWhatIsOlderThanItsMemoryAndSaysSo() {
        long longAgo = MonitorDriver.RETENTION.plusDays(1).negated().toSeconds();
        publish(rejected(longAgo, CATS));

        assertThat(app.deadLetters()).containsExactly("LATE");
        assertThat(app.counts(Metric.LATE)).containsOnly(entry(Labels.of(STATUS), 1L));
        assertThat(app.counts(Metric.OPERATIONS))
                .containsOnly(entry(Labels.of("toloka-sink", "1001", "REJECTED", "NONE"), 1L));
    }

    @Test
    void forgetsOperationsPastTheirRetention() {
        long daySeconds = Duration.ofDays(1).toSeconds();
        publish(at(0, CATS, Status.RUNNING), succeeded(daySeconds, DOGS, 500));

        app.pass(MonitorDriver.RETENTION.plusMinutes(10));

        assertThat(app.operations.newest(null, 10)).extracting(Operation::id).containsExactly(DOGS);
        assertThat(app.operations.operation(CATS)).isEmpty();
        assertThat(app.counts(Metric.OPERATIONS)).hasSize(1);
    }

    private void publish(OperationStatus... events) {
        app.publish(STATUS, events);
    }
}
