package io.github.tolokaconnect.connector.results;

import static io.github.tolokaconnect.connector.results.ScriptedLog.created;
import static io.github.tolokaconnect.connector.results.ScriptedLog.invalid;
import static io.github.tolokaconnect.connector.results.ScriptedLog.unmarked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.LogDetail;
import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Findings;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operation logs of all shapes become. */
class CollectTest {
    private static final FieldError MISSING =
            new FieldError("input_values.image", "VALUE_REQUIRED", "May not be empty", List.of(1, "a"));

    private static final String A = task("a");
    private static final String B = task("b");
    private static final String C = task("c");
    private static final String SUCCESS = "SUCCESS";

    private final Outbox outbox = Outbox.acknowledging(SampleConfig.read());
    private SubmissionEvent answer;

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void aLogThatIsRefusedForTheCredentialSaysNothingAboutItsRecords() {
        collect(SUCCESS, true, ScriptedLog.refused(ProblemKind.ACCESS, "ACCESS_DENIED"), A);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        SubmissionEvent.LogRefused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("ACCESS_DENIED"));
        assertThat(outbox.events(ValidationError.class)).isEmpty();
    }

    @Test
    void readsALogInAnyOrder() {
        collect(SUCCESS, false, ScriptedLog.of(created(2, "t-c"), invalid(1, MISSING), created(0, "t-a")), A, B, C);

        assertThat(findings().created()).isEqualTo(2);
        assertThat(createdTasks()).containsExactlyInAnyOrder(tuple(100L, "t-a", 0), tuple(102L, "t-c", 2));
        assertThat(outbox.events(ValidationError.class)).singleElement().satisfies(error -> {
            assertThat(error.record().offset()).isEqualTo(101);
            assertThat(error.operation())
                    .isEqualTo(new ValidationError.Operation(Outbox.OPERATION_ID, 1, "TASK_VALIDATE"));
            assertThat(error.stage()).isEqualTo(Stage.PLATFORM_VALIDATION);
            assertThat(error.errorClass()).isEqualTo(ErrorClass.DATA);
            assertThat(error.role()).isEqualTo(Role.CULPRIT);
            assertThat(error.retriable()).isFalse();
            assertThat(error.errors()).singleElement().satisfies(field -> {
                assertThat(field.path()).isEqualTo("input_values.image");
                assertThat(field.pointer()).isEqualTo("/input_values/image");
                assertThat(field.code()).isEqualTo("VALUE_REQUIRED");
                assertThat(field.params()).isEqualTo(RawJson.of("[1,\"a\"]".getBytes(StandardCharsets.UTF_8)));
            });
        });
    }

    @Test
    void tellsEachItemOnceHoweverOftenTheLogDoes() {
        collect(SUCCESS, false, ScriptedLog.of(created(0, "t-a"), created(0, "t-a"), invalid(0, MISSING)), A);

        assertThat(findings().created()).isEqualTo(1);
        assertThat(outbox.events(TaskCreated.class)).hasSize(1);
        assertThat(outbox.events(ValidationError.class)).isEmpty();
    }

    @Test
    void aTaskThatExistsWeighsMoreThanAnErrorThatStandsBeforeIt() {
        collect(SUCCESS, false, ScriptedLog.of(invalid(0, MISSING), created(0, "t-a")), A);

        assertThat(createdTasks()).containsExactly(tuple(100L, "t-a", 0));
        assertThat(outbox.events(ValidationError.class)).isEmpty();
    }

    @Test
    void ignoresEntriesForItemsThatWereNeverSent() {
        var pool = new LogEntry("POOL_OPEN", false, 0, null, List.of(), null, null, null);

        collect(SUCCESS, false, ScriptedLog.of(pool, created(1, "x"), created(-1, "y"), created(0, "t-a")), A);

        assertThat(createdTasks()).containsExactly(tuple(100L, "t-a", 0));
    }

    @Test
    void takesAStepThatSucceededWithoutATaskForNoOutcome() {
        var checked = new LogEntry("TASK_VALIDATE", true, 0, null, List.of(), null, null, null);

        collect(SUCCESS, false, ScriptedLog.of(checked, created(0, "t-a")), A);

        assertThat(findings().created()).isEqualTo(1);
    }

    @Test
    void reportsAFailureInThePlatformsOwnFormWithItsClass() {
        var failure = new Problem(0, "POOL_IS_FULL", "full", null, ProblemKind.CAPACITY, List.of(), Map.of());
        var entry = new LogEntry("TASK_CREATE", false, 0, null, List.of(), failure, null, null);

        collect(SUCCESS, false, ScriptedLog.of(entry), A);

        assertThat(outbox.events(ValidationError.class)).singleElement().satisfies(error -> {
            assertThat(error.errorClass()).isEqualTo(ErrorClass.CAPACITY);
            assertThat(error.retriable()).isTrue();
            assertThat(error.errors().get(0).code()).isEqualTo("POOL_IS_FULL");
        });
    }

    @Test
    void matchesEntriesWithoutMarkerByTheirInputValues() {
        var log = ScriptedLog.of(
                unmarked(created(0, "t-b"), inputOf(B)), unmarked(invalid(0, MISSING), inputOf(A)), created(2, "t-c"));

        collect(SUCCESS, false, log, A, B, C);

        assertThat(log.readings).containsExactly(LogDetail.MARKERS, LogDetail.WITH_INPUTS);
        assertThat(createdTasks()).containsExactlyInAnyOrder(tuple(101L, "t-b", 1), tuple(102L, "t-c", 2));
        assertThat(rejections()).containsExactly(tuple(100L, "VALUE_REQUIRED", Role.CULPRIT));
    }

    @Test
    void matchesAnEntryThatTheLogRepeatsWithoutMarker() {
        var entry = unmarked(created(0, "t-a"), inputOf(A));

        collect(SUCCESS, false, ScriptedLog.of(entry, entry), A);

        assertThat(createdTasks()).containsExactly(tuple(100L, "t-a", 0));
    }

    @Test
    void guessesNothingBetweenEqualTasks() {
        var log = ScriptedLog.of(
                unmarked(created(0, "t-1"), inputOf(A)),
                unmarked(created(0, "t-2"), inputOf(A)),
                unmarked(created(0, "t-3"), inputOf(B)));

        collect(SUCCESS, false, log, A, A, B);

        assertThat(createdTasks()).containsExactly(tuple(102L, "t-3", 2));
        assertThat(rejections())
                .containsExactlyInAnyOrder(
                        tuple(100L, "UNMATCHED", Role.CULPRIT), tuple(101L, "UNMATCHED", Role.CULPRIT));
        assertThat(outbox.events(ValidationError.class))
                .allSatisfy(error -> assertThat(error.retriable()).isFalse());
    }

    @Test
    void decidesNothingByHalfALogWithoutMarkers() {
        var marked = ScriptedLog.of(unmarked(created(0, "t-1"), inputOf(A)));
        var broken = ScriptedLog.breakingOff(unmarked(created(0, "t-1"), inputOf(A)));
        marked.afterFirstReading(broken);

        collect(SUCCESS, true, marked, A);

        assertThat(outbox.producer.history()).isEmpty();
        assertThat(answer).isEqualTo(new SubmissionEvent.Uncollected("GET log: the body stalled", false));
    }

    @Test
    void publishesNoEndWhileTheLogCannotBeRead() {
        collect(SUCCESS, true, ScriptedLog.breakingOff(created(0, "t-a")), A, B);

        assertThat(answer).isEqualTo(new SubmissionEvent.Uncollected("GET log: the body stalled", false));
        assertThat(outbox.events(OperationStatus.class)).isEmpty();
    }

    private static String task(String image) {
        return "{\"input_values\":{\"image\":\"" + image + "\"}}";
    }

    private static String inputOf(String task) {
        var input =
                task.substring("{\"input_values\":".length(), task.length() - 1).getBytes(StandardCharsets.UTF_8);
        return CanonicalInput.sha256(input, 0, input.length);
    }

    /** Reads the log and publishes what it says, if it says enough. */
    private void collect(String status, boolean last, ScriptedLog log, String... values) {
        var operation = Outbox.ended(status, null);
        var facts = outbox.operation(values);
        answer = outbox.collect(log, new Effect.Collect(facts, Outbox.progress(), operation, last));
        if (answer instanceof SubmissionEvent.Collected collected) {
            outbox.publish(new Publication.Ended(facts, Outbox.progress(), operation, collected.findings(), false));
        }
    }

    private Findings findings() {
        return ((SubmissionEvent.Collected) answer).findings();
    }

    private List<Tuple> createdTasks() {
        return outbox.events(TaskCreated.class).stream()
                .map(event -> tuple(
                        event.record().offset(),
                        event.task().id(),
                        event.operation().index()))
                .toList();
    }

    private List<Tuple> rejections() {
        return outbox.events(ValidationError.class).stream()
                .map(event ->
                        tuple(event.record().offset(), event.errors().get(0).code(), event.role()))
                .toList();
    }
}
