package io.github.tolokaconnect.connector.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorAction;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.OperationStatus.Counts;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultEventsTest {
    private static final String A = "{\"input_values\":{\"image\":\"a\"},\"overlap\":3}";
    private static final String B = "{\"input_values\":{\"image\":\"b\"}}";
    private static final FieldError MISSING = new FieldError("input_values.image", "VALUE_REQUIRED", null, List.of());

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable outbox : open) {
            outbox.close();
        }
    }

    @Test
    void createdTasksCarryWhereTheyComeFromAndHowLongItTook() {
        var outbox = acknowledging();

        collect(outbox, ScriptedLog.of(ScriptedLog.created(0, "t-a")), A);

        var record = outbox.sentTo("toloka.tasks-created").get(0);
        assertThat(record.key()).isEqualTo("key-0".getBytes(StandardCharsets.UTF_8));
        assertThat(record.partition()).isNull();
        assertThat(Outbox.headers(record))
                .containsEntry("ce_type", "io.tolokaconnect.task.created.v1")
                .containsEntry("ce_subject", "pools/1001/tasks/t-a")
                .containsEntry("content-type", "application/json");
        assertThat(outbox.events(TaskCreated.class)).singleElement().satisfies(event -> {
            assertThat(event.record().key()).isEqualTo("key-0");
            assertThat(event.record().coordinates()).isEqualTo("labeling.tasks-2-100");
            assertThat(event.task().poolId()).isEqualTo("1001");
            assertThat(event.task().overlap()).isEqualTo(3);
            assertThat(event.task().inputSha256()).hasSize(64);
            assertThat(event.operation()).isEqualTo(new TaskCreated.Operation(Outbox.OPERATION_ID, 0, false));
            assertThat(event.timings())
                    .isEqualTo(new TaskCreated.Timings(millis(8_100), millis(1_900), millis(10_000)));
            assertThat(event.links().task()).isEqualTo("https://toloka.dev/api/v1/tasks/t-a");
        });
    }

    @Test
    void phasesOfAnOperationAreMeasuredAsItsTerminalEventSaysThem() {
        var outbox = acknowledging();

        collect(outbox, ScriptedLog.of(ScriptedLog.created(0, "t-a")), A);

        var timings = outbox.events(OperationStatus.class).get(0).timings();
        assertThat(seconds(outbox, "submit")).isEqualTo(timings.submit().toMillis() / 1_000.0);
        assertThat(seconds(outbox, "queue")).isEqualTo(timings.queued().toMillis() / 1_000.0);
        assertThat(seconds(outbox, "run")).isEqualTo(timings.ran().toMillis() / 1_000.0);
        assertThat(seconds(outbox, "total")).isEqualTo(timings.endToEnd().toMillis() / 1_000.0);
        assertThat(outbox.counted("toloka.operations.adopted")).isZero();
    }

    @Test
    void operationsThatThePlatformHadAlreadyAreCounted() {
        var outbox = acknowledging();
        var facts = outbox.operation(A);
        var resumed = new Progress(Outbox.NOW, Outbox.NOW, true, 1, true, false);

        outbox.publish(
                ScriptedLog.of(ScriptedLog.created(0, "t-a")),
                new Effect.Collect(facts, resumed, Outbox.ended("SUCCESS"), false),
                false);

        assertThat(outbox.counted("toloka.operations.adopted")).isEqualTo(1);
    }

    @Test
    void eventsOfATransactionThatFailedAreCountedByTopic() {
        try (var metrics = new SinkTaskMetrics()) {
            var events = new ResultEvents(
                    SampleConfig.read(), ConnectorRef.of("toloka-sink", 0, "0.1.0"), metrics, () -> Outbox.NOW);
            var outbox = acknowledging();
            var refused = (Intake.Refused) outbox.read("no json", 100, "k", new ConnectHeaders());

            events.failed(new Publication.Refused(List.of(refused, refused)));

            assertThat(metrics.resultsFailed()).isEqualTo(2);
            assertThat(metrics.registry()
                            .get("toloka.results.failed")
                            .tag("topic", "toloka.validation-errors")
                            .counter()
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void lineageOfARecordGoesOnWithItsEvent() {
        var outbox = acknowledging();
        var headers = new ConnectHeaders()
                .addString("ce_correlationid", "c-1")
                .addString("ce_id", "e-1")
                .addString("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .addString("tk_attempt", "2");
        var task = ((Intake.Accepted) outbox.read(A, 100, "k", headers)).task();
        var facts = outbox.operation(List.of(task));

        outbox.publish(
                ScriptedLog.of(ScriptedLog.created(0, "t-a")),
                new Effect.Collect(facts, Outbox.progress(), Outbox.ended("SUCCESS"), false),
                false);

        assertThat(Outbox.headers(outbox.sentTo("toloka.tasks-created").get(0)))
                .containsEntry("ce_correlationid", "c-1")
                .containsEntry("ce_causationid", "e-1")
                .containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .containsEntry("tk_attempt", "2");
        assertThat(outbox.events(OperationStatus.class))
                .singleElement()
                .satisfies(event -> assertThat(event.traceLinks()).isEqualTo(1));
    }

    @Test
    void anEndedOperationSaysWhatCameOfItAndWhereTheTimeWent() {
        var outbox = acknowledging();

        collect(outbox, ScriptedLog.of(ScriptedLog.created(0, "t-a"), ScriptedLog.invalid(1, MISSING)), A, B);

        var record = outbox.sentTo("toloka.operation-status").get(0);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(Outbox.OPERATION_ID.toString());
        assertThat(outbox.producer.history()).last().isEqualTo(record);
        assertThat(outbox.events(OperationStatus.class)).singleElement().satisfies(event -> {
            assertThat(event.eventId()).isEqualTo(EventIds.operationStatus(Outbox.OPERATION_ID, Status.SUCCESS));
            assertThat(event.operation().previousStatus()).isEqualTo(Status.RUNNING);
            assertThat(event.operation().platformStatus()).isEqualTo("SUCCESS");
            assertThat(event.operation().terminal()).isTrue();
            assertThat(event.operation().parameters().openPool()).isFalse();
            assertThat(event.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(event.counts()).isEqualTo(new Counts(2, 2, 1, 1, 1, 1));
            assertThat(event.polls()).isEqualTo(3);
            assertThat(event.error()).isNull();
            assertThat(event.source()).singleElement().satisfies(range -> {
                assertThat(range.firstOffset()).isEqualTo(100);
                assertThat(range.lastOffset()).isEqualTo(101);
                assertThat(range.records()).isEqualTo(2);
            });
            assertThat(event.timings())
                    .isEqualTo(new OperationStatus.Timings(
                            millis(8_000),
                            millis(2_000),
                            millis(1_000),
                            millis(400),
                            millis(200),
                            millis(300),
                            millis(0),
                            millis(2_000)));
        });
    }

    @Test
    void aSynchronousAnswerDecidesAboutEveryRecord() {
        var outbox = acknowledging();
        var created = new CreatedTasks(
                Map.of(0, new TaskId("t-a"), 9, new TaskId("not-ours")), Map.of(1, List.of(MISSING), 2, List.of()));

        outbox.publish(new Publication.Created(outbox.operation(A, B, B, B), Outbox.progress(), created));

        assertThat(outbox.answers).containsExactly(Outbox.COMMITTED);
        assertThat(outbox.events(ValidationError.class))
                .extracting(event -> event.errors().get(0).code())
                .containsExactly("VALUE_REQUIRED", "UNSTATED", "UNMATCHED");
        assertThat(outbox.events(OperationStatus.class)).singleElement().satisfies(event -> {
            assertThat(event.operation().status()).isEqualTo(Status.SUCCESS);
            assertThat(event.operation().previousStatus()).isEqualTo(Status.PLANNED);
            assertThat(event.counts()).isEqualTo(Counts.ofRecords(4));
        });
    }

    @Test
    void aRefusedRequestWithCulpritsSparesTheOthersTheBlame() {
        var outbox = acknowledging();
        var problem = new Problem(
                400, "VALIDATION_ERROR", "no", "r-1", ProblemKind.VALIDATION, List.of(), Map.of(1, List.of(MISSING)));

        outbox.publish(new Publication.Rejected(outbox.operation(A, B), problem));

        assertThat(outbox.events(ValidationError.class))
                .extracting(
                        event -> event.record().offset(),
                        ValidationError::role,
                        ValidationError::stage,
                        ValidationError::retriable)
                .containsExactly(
                        tuple(100L, Role.COLLATERAL, Stage.PLATFORM_VALIDATION, true),
                        tuple(101L, Role.CULPRIT, Stage.PLATFORM_VALIDATION, false));
    }

    @Test
    void aRefusedRequestWithoutCulpritsIsEveryRecordsOwn() {
        var outbox = acknowledging();
        var problem = new Problem(409, "POOL_ARCHIVED", "archived", "r-1", ProblemKind.POOL, List.of(), Map.of());

        outbox.publish(new Publication.Rejected(outbox.operation(A), problem));

        assertThat(outbox.events(ValidationError.class)).singleElement().satisfies(error -> {
            assertThat(error.stage()).isEqualTo(Stage.PLATFORM_REJECTION);
            assertThat(error.errorClass()).isEqualTo(ErrorClass.POOL);
            assertThat(error.retriable()).isTrue();
        });
        assertThat(outbox.events(OperationStatus.class)).singleElement().satisfies(event -> {
            assertThat(event.operation().status()).isEqualTo(Status.REJECTED);
            assertThat(event.operation().terminal()).isTrue();
            assertThat(event.outcome()).isEqualTo(Outcome.NONE);
            assertThat(event.error().httpStatus()).isEqualTo(409);
            assertThat(event.error().requestId()).isEqualTo("r-1");
            assertThat(event.error().action()).isEqualTo(ErrorAction.RECORDS_REPORTED);
        });
    }

    @Test
    void recordsRefusedBeforeARequestAreReportedTogether() {
        var outbox = acknowledging();

        outbox.publish(
                new Publication.Refused(List.of(refused(outbox, "{\"input_values\":7}"), refused(outbox, "no json"))));

        assertThat(outbox.answers).containsExactly(Outbox.COMMITTED);
        assertThat(outbox.sentTo("toloka.validation-errors")).hasSize(2);
        assertThat(outbox.events(ValidationError.class))
                .satisfiesExactly(
                        error -> {
                            assertThat(error.stage()).isEqualTo(Stage.LOCAL_VALIDATION);
                            assertThat(error.task()).isNotNull();
                            assertThat(error.operation()).isNull();
                        },
                        error -> {
                            assertThat(error.stage()).isEqualTo(Stage.MAPPING);
                            assertThat(error.task()).isNull();
                            assertThat(error.taskRef().offset()).isEqualTo(100);
                        });
    }

    @Test
    void aTaskThatMayNotBeCopiedIsReferredTo() {
        var outbox = acknowledging("result.include.task", "reference");

        collect(outbox, ScriptedLog.of(ScriptedLog.invalid(0, MISSING)), A);

        assertThat(outbox.events(ValidationError.class)).singleElement().satisfies(error -> {
            assertThat(error.task()).isNull();
            assertThat(error.taskRef().sha256()).hasSize(64);
        });
    }

    @Test
    void aTaskThatIsTooLargeIsReferredTo() {
        var outbox = acknowledging("result.task.max.bytes", "40");

        collect(outbox, ScriptedLog.of(ScriptedLog.invalid(0, MISSING), ScriptedLog.invalid(1, MISSING)), A, B);

        assertThat(outbox.events(ValidationError.class))
                .extracting(error -> error.task() == null)
                .containsExactly(true, false);
    }

    @Test
    void inputValuesAloneAreReportedAsATask() {
        var outbox = acknowledging("task.mapping", "input-values");

        collect(outbox, ScriptedLog.of(ScriptedLog.invalid(0, MISSING)), "{\"image\":\"a\"}");

        var body = new String(outbox.sentTo("toloka.validation-errors").get(0).value(), StandardCharsets.UTF_8);
        assertThat(body).contains("\"task\":{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"a\"}}");
    }

    @Test
    void whatIsWrittenAgainHasTheSameIds() {
        var outbox = acknowledging();
        var planned = new Publication.Entered(outbox.operation(A), Status.PLANNED, Status.PLANNED, null, null);
        var refused = new Publication.Refused(List.of(refused(outbox, "no json")));

        outbox.publish(planned, refused);
        outbox.publish(planned, refused);

        var ids = outbox.events(Event.class).stream().map(Event::eventId).toList();
        assertThat(ids).hasSize(4);
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
    }

    private Outbox acknowledging(String... keysAndValues) {
        var outbox = Outbox.acknowledging(SampleConfig.read(keysAndValues));
        open.add(outbox);
        return outbox;
    }

    private static void collect(Outbox outbox, ScriptedLog log, String... values) {
        outbox.publish(
                log,
                new Effect.Collect(outbox.operation(values), Outbox.progress(), Outbox.ended("SUCCESS"), false),
                false);
    }

    private static Intake.Refused refused(Outbox outbox, String value) {
        return (Intake.Refused) outbox.read(value, 100, "k", new ConnectHeaders());
    }

    private static double seconds(Outbox outbox, String phase) {
        return outbox.metrics
                .registry()
                .get("toloka.operation.duration")
                .tag("phase", phase)
                .timer()
                .totalTime(TimeUnit.SECONDS);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
