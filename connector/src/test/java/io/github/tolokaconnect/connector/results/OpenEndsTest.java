package io.github.tolokaconnect.connector.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.OperationDetails;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.events.ErrorAction;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.OperationStatus.Counts;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operations whose end leaves something open: records that are tried again, or that can be read no more. */
class OpenEndsTest {
    private static final String A = "{\"input_values\":{\"image\":\"a\"}}";
    private static final String B = "{\"input_values\":{\"image\":\"b\"}}";
    private static final FieldError MISSING = new FieldError("input_values.image", "VALUE_REQUIRED", null, List.of());

    private final Outbox outbox = Outbox.acknowledging(SampleConfig.read());

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void whatIsTriedAgainHasNoEventAndTheEndSaysSo() {
        var failed = new Effect.Collect(
                outbox.operation(A, B, B),
                Outbox.progress(),
                Outbox.ended("FAIL", new OperationDetails(3L, 2L, 1L, 0L, 3L)),
                false);

        outbox.publish(ScriptedLog.of(ScriptedLog.invalid(1, MISSING)), failed, true);

        assertThat(outbox.events(ValidationError.class))
                .extracting(event -> event.record().offset())
                .containsExactly(101L);
        assertThat(outbox.events(OperationStatus.class)).singleElement().satisfies(event -> {
            assertThat(event.operation().status()).isEqualTo(Status.FAIL);
            assertThat(event.outcome()).isEqualTo(Outcome.NONE);
            assertThat(event.counts()).isEqualTo(new Counts(3, 3, 2, 1, 0, 3));
            assertThat(event.error().action()).isEqualTo(ErrorAction.NEW_ATTEMPT);
            assertThat(event.error().retriable()).isTrue();
            assertThat(event.error().message())
                    .startsWith("1 tasks ")
                    .contains(", 2 were not created and are tried again");
        });
        assertThat(outbox.counted("toloka.tasks.rejected")).isEqualTo(1);
        assertThat(outbox.counted("toloka.results.published")).isEqualTo(2);
    }

    @Test
    void whatIsNotTriedAgainIsReportedAsRetriable() {
        var failed = new Effect.Collect(
                outbox.operation(A, B),
                Outbox.progress(),
                Outbox.ended("FAIL", new OperationDetails(2L, 2L, 0L, 0L, 2L)),
                false);

        outbox.publish(ScriptedLog.of(), failed, false);

        assertThat(outbox.events(ValidationError.class))
                .extracting(ValidationError::role, ValidationError::retriable)
                .containsExactly(tuple(Role.CULPRIT, true), tuple(Role.CULPRIT, true));
        assertThat(outbox.events(OperationStatus.class)).singleElement().satisfies(event -> {
            assertThat(event.error().action()).isEqualTo(ErrorAction.RECORDS_REPORTED);
            assertThat(event.error().message()).startsWith("2 tasks ");
        });
    }

    @Test
    void anOperationThatIsAbandonedReportsEveryRecordAndEnds() {
        var facts = outbox.operation(outbox.task(A), outbox.unreadable());

        outbox.publish(new Publication.Abandoned(facts, "The platform has forgotten it"));

        assertThat(outbox.events(ValidationError.class)).hasSize(2).allSatisfy(error -> {
            assertThat(error.stage()).isEqualTo(Stage.PLATFORM_REJECTION);
            assertThat(error.errorClass()).isEqualTo(ErrorClass.UNKNOWN);
            assertThat(error.role()).isEqualTo(Role.CULPRIT);
            assertThat(error.retriable()).isFalse();
            assertThat(error.errors().get(0).code()).isEqualTo("ABANDONED");
            assertThat(error.errors().get(0).message()).startsWith("The platform has forgotten it; ");
        });
        assertThat(outbox.events(OperationStatus.class)).singleElement().satisfies(event -> {
            assertThat(event.operation().status()).isEqualTo(Status.FAIL);
            assertThat(event.operation().terminal()).isTrue();
            assertThat(event.operation().previousStatus()).isNull();
            assertThat(event.outcome()).isEqualTo(Outcome.NONE);
            assertThat(event.error().code()).isEqualTo("ABANDONED");
            assertThat(event.error().retriable()).isFalse();
            assertThat(event.error().message()).startsWith("The platform has forgotten it; ");
        });
    }

    @Test
    void aTaskWhoseRecordIsGoneIsKnownByItsPlace() {
        var facts = outbox.operation(outbox.unreadable(), outbox.unreadable());

        outbox.publish(
                ScriptedLog.of(ScriptedLog.created(0, "t-a"), ScriptedLog.invalid(1, MISSING)),
                new Effect.Collect(facts, Outbox.progress(), Outbox.ended("SUCCESS"), false),
                false);

        assertThat(outbox.producer.history())
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .startsWith("labeling.tasks-2-100", "labeling.tasks-2-101");
        assertThat(outbox.events(TaskCreated.class)).singleElement().satisfies(event -> {
            assertThat(event.task().inputSha256()).isNull();
            assertThat(event.timings().recordToSubmit()).isNull();
        });
        assertThat(outbox.events(ValidationError.class)).singleElement().satisfies(event -> {
            assertThat(event.task()).isNull();
            assertThat(event.taskRef().offset()).isEqualTo(101);
            assertThat(event.taskRef().sha256()).isNull();
        });
    }

    @Test
    void aRefusalCountsOnlyTheTasksThatWereSent() {
        var problem = new Problem(
                400, "VALIDATION_ERROR", "no", "r-1", ProblemKind.VALIDATION, List.of(), Map.of(1, List.of(MISSING)));
        var facts = outbox.operation(outbox.task(A), outbox.unreadable(), outbox.task(B));

        outbox.publish(new Publication.Rejected(facts, problem));

        assertThat(outbox.events(ValidationError.class))
                .extracting(event -> event.errors().get(0).code())
                .containsExactly("VALIDATION_ERROR", "ABANDONED", "VALUE_REQUIRED");
    }

    @Test
    void tasksThatThePlatformCountedButDidNotNameMayExist() {

        outbox.publish(
                ScriptedLog.of(),
                new Effect.Collect(outbox.operation(A), Outbox.progress(), Outbox.ended("SUCCESS"), true),
                false);

        assertThat(outbox.events(OperationStatus.class))
                .singleElement()
                .satisfies(event -> assertThat(event.outcome()).isEqualTo(Outcome.PARTIAL));
    }
}
