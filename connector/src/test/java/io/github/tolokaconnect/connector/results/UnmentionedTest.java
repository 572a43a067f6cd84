package io.github.tolokaconnect.connector.results;

import static io.github.tolokaconnect.connector.results.ScriptedLog.created;
import static io.github.tolokaconnect.connector.results.ScriptedLog.invalid;
import static io.github.tolokaconnect.connector.results.ScriptedLog.unmarked;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.OperationDetails;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is concluded about tasks that an operation log does not mention. */
class UnmentionedTest {
    private static final FieldError MISSING = new FieldError("input_values.image", "VALUE_REQUIRED", null, List.of());
    private static final String A = "{\"input_values\":{\"image\":\"a\"}}";
    private static final String B = "{\"input_values\":{\"image\":\"b\"}}";
    private static final String C = "{\"input_values\":{\"image\":\"c\"}}";
    private static final String SUCCESS = "SUCCESS";
    private static final String FAIL = "FAIL";
    private static final OperationDetails UNKNOWN = null;

    private final Outbox strict = Outbox.acknowledging(SampleConfig.read("operation.skip.invalid.items", "false"));
    private final Outbox lenient = Outbox.acknowledging(SampleConfig.read());

    @AfterEach
    void close() {
        strict.close();
        lenient.close();
    }

    @Test
    void anInvalidTaskIsToBlameForTheOthersUnlessItMayBeLeftOut() {
        var log = ScriptedLog.of(invalid(1, MISSING));

        var blamed = strict.collect(log, collect(strict.operation(A, B, C), FAIL, counting(0), false));
        var spared = lenient.collect(log, collect(lenient.operation(A, B, C), FAIL, counting(0), false));

        assertThat(say(blamed))
                .containsExactly(
                        "COLLATERAL OPERATION_FAILED", "CULPRIT VALUE_REQUIRED", "COLLATERAL OPERATION_FAILED");
        assertThat(retriable(blamed)).isEqualTo(OffsetSet.EMPTY);
        assertThat(say(spared))
                .containsExactly("again OPERATION_FAILED", "CULPRIT VALUE_REQUIRED", "again OPERATION_FAILED");
        assertThat(retriable(spared)).isEqualTo(OffsetSet.of(100, 102));
    }

    @Test
    void whatAFailedOperationCertainlyDidNotCreateIsTriedAgain() {
        var answer = strict.collect(
                ScriptedLog.of(created(2, "t-c")), collect(strict.operation(A, B, C), FAIL, counting(1), false));

        assertThat(say(answer)).containsExactly("again OPERATION_FAILED", "again OPERATION_FAILED", "t-c");
        assertThat(retriable(answer)).isEqualTo(OffsetSet.of(100, 101));
        assertThat(((SubmissionEvent.Collected) answer).findings().created()).isEqualTo(1);
    }

    @Test
    void aPoolThatTookNoTaskIsNobodysFault() {
        var full = new Problem(0, "POOL_IS_FULL", "full", null, ProblemKind.CAPACITY, List.of(), Map.of());
        var log = ScriptedLog.of(new LogEntry("TASK_CREATE", false, 1, null, List.of(), full, null, null));

        var answer = strict.collect(log, collect(strict.operation(A, B), FAIL, counting(0), false));

        assertThat(say(answer)).containsExactly("again OPERATION_FAILED", "again POOL_IS_FULL");
    }

    @Test
    void nothingIsTriedAgainWhileTheCountersNameMoreTasksThanTheLog() {
        var full = new Problem(0, "POOL_IS_FULL", "full", null, ProblemKind.CAPACITY, List.of(), Map.of());
        var log = ScriptedLog.of(
                created(0, "t-a"), new LogEntry("TASK_CREATE", false, 1, null, List.of(), full, null, null));

        var asked = strict.collect(log, collect(strict.operation(A, B), SUCCESS, counting(2), false));
        var givenUp = strict.collect(log, collect(strict.operation(A, B), SUCCESS, counting(2), true));

        assertThat(asked).isEqualTo(new SubmissionEvent.Uncollected("its counters name more tasks than its log", true));
        assertThat(say(givenUp)).containsExactly("t-a", "CULPRIT UNMATCHED");
        assertThat(retriable(givenUp)).isEqualTo(OffsetSet.EMPTY);
    }

    @Test
    void aFailureWithoutLogAndCountersProvesNothing() {
        var asked = strict.collect(ScriptedLog.of(), collect(strict.operation(A, B), FAIL, UNKNOWN, false));
        var givenUp = strict.collect(ScriptedLog.of(), collect(strict.operation(A, B), FAIL, UNKNOWN, true));

        assertThat(asked).isEqualTo(notMentioned(2, 2));
        assertThat(say(givenUp)).containsExactly("CULPRIT OPERATION_FAILED", "CULPRIT OPERATION_FAILED");
        assertThat(retriable(givenUp)).isEqualTo(OffsetSet.EMPTY);
    }

    @Test
    void aFailureWithoutCountersThatCreatedSomethingLeavesTheOthersUnmatched() {
        var log = ScriptedLog.of(created(0, "t-a"));

        var asked = strict.collect(log, collect(strict.operation(A, B), FAIL, UNKNOWN, false));
        var givenUp = strict.collect(log, collect(strict.operation(A, B), FAIL, UNKNOWN, true));

        assertThat(asked).isEqualTo(notMentioned(1, 2));
        assertThat(say(givenUp)).containsExactly("t-a", "CULPRIT UNMATCHED");
    }

    @Test
    void aLogThatNamesFewerTasksThanTheCountersIsReadAgain() {
        var log = ScriptedLog.of(created(0, "t-a"));

        var asked = strict.collect(log, collect(strict.operation(A, B), FAIL, counting(2), false));
        var givenUp = strict.collect(log, collect(strict.operation(A, B), FAIL, counting(2), true));

        assertThat(asked).isEqualTo(notMentioned(1, 2));
        assertThat(say(givenUp)).containsExactly("t-a", "CULPRIT UNMATCHED");
    }

    @Test
    void aSuccessfulOperationIsReadAgainAndThenThePersonIsAsked() {
        var log = ScriptedLog.of(created(0, "t-a"));

        var asked = lenient.collect(log, collect(lenient.operation(A, B), SUCCESS, counting(1), false));
        var givenUp = lenient.collect(log, collect(lenient.operation(A, B), SUCCESS, counting(1), true));

        assertThat(asked).isEqualTo(notMentioned(1, 2));
        assertThat(say(givenUp)).containsExactly("t-a", "CULPRIT UNMATCHED");
    }

    @Test
    void aLogThatIsNoLongerKeptLeavesEverythingUnmatched() {
        var log = ScriptedLog.refused(ProblemKind.LOGS_ARCHIVED, "OPERATION_LOGS_ARCHIVED");

        var answer = strict.collect(log, collect(strict.operation(A), SUCCESS, counting(1), false));

        assertThat(say(answer)).containsExactly("CULPRIT UNMATCHED");
    }

    @Test
    void aLogThatIsRefusedIsAskedForAgain() {
        var log = ScriptedLog.refused(ProblemKind.NOT_FOUND, "DOES_NOT_EXIST");

        var asked = strict.collect(log, collect(strict.operation(A), SUCCESS, counting(1), false));
        var givenUp = strict.collect(log, collect(strict.operation(A), SUCCESS, counting(1), true));

        assertThat(asked)
                .isEqualTo(new SubmissionEvent.Uncollected("the platform refuses its log with DOES_NOT_EXIST", true));
        assertThat(say(givenUp)).containsExactly("CULPRIT UNMATCHED");
    }

    @Test
    void whatTheOperationSaysOfItselfCountsMoreThanTheConfigurationOfToday() {
        var answer = strict.collect(
                ScriptedLog.of(invalid(1, MISSING)),
                new Effect.Collect(strict.operation(A, B), Outbox.progress(), Outbox.ended(FAIL, counting(0)), false));

        assertThat(say(answer)).containsExactly("again OPERATION_FAILED", "CULPRIT VALUE_REQUIRED");
    }

    @Test
    void aTaskThatWasLeftOutOfTheRequestIsAbandoned() {
        var facts = strict.operation(strict.task(A), strict.unreadable(), strict.task(C));
        var two = new OperationDetails(2L, 2L, 0L, 2L, 0L);

        var answer = strict.collect(
                ScriptedLog.of(created(0, "t-a"), created(2, "t-c")), collect(facts, SUCCESS, two, false));

        assertThat(say(answer)).containsExactly("t-a", "CULPRIT ABANDONED", "t-c");
    }

    @Test
    void aTaskThatMayHaveBeenSentIsLookedForBeforeItIsAbandoned() {
        var facts = strict.operation(strict.task(A), strict.unreadable());
        var two = new OperationDetails(2L, 2L, 0L, 2L, 0L);
        var log = ScriptedLog.of(created(0, "t-a"));

        var asked = strict.collect(log, collect(facts, SUCCESS, two, false));
        var givenUp = strict.collect(log, collect(facts, SUCCESS, two, true));

        assertThat(asked).isEqualTo(notMentioned(1, 2));
        assertThat(say(givenUp)).containsExactly("t-a", "CULPRIT ABANDONED");
    }

    @Test
    void aTaskThatCannotBeReadIsNotTriedAgain() {
        var facts = strict.operation(strict.task(A), strict.unreadable());

        var answer = strict.collect(ScriptedLog.of(), collect(facts, FAIL, counting(0), false));

        assertThat(say(answer)).containsExactly("again OPERATION_FAILED", "CULPRIT ABANDONED");
        assertThat(retriable(answer)).isEqualTo(OffsetSet.of(100));
    }

    @Test
    void aTaskThatCannotBeReadMayEqualAnyOther() {
        var facts = strict.operation(strict.task(A), strict.unreadable());
        var input = "{\"image\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        var log = ScriptedLog.of(unmarked(created(0, "t-a"), CanonicalInput.sha256(input, 0, input.length)));

        var answer = strict.collect(log, collect(facts, SUCCESS, counting(1), true));

        assertThat(say(answer)).containsExactly("CULPRIT UNMATCHED", "CULPRIT ABANDONED");
    }

    private static OperationDetails counting(long count) {
        return new OperationDetails(null, null, null, count, null);
    }

    /** The operation does not say whether it leaves out what is invalid. */
    private static Effect.Collect collect(Facts facts, String status, OperationDetails details, boolean last) {
        return new Effect.Collect(facts, Outbox.progress(), Outbox.silentOn(status, details), last);
    }

    private static SubmissionEvent notMentioned(int open, int size) {
        return new SubmissionEvent.Uncollected("its log does not mention " + open + " of " + size + " tasks", true);
    }

    private static OffsetSet retriable(SubmissionEvent answer) {
        return ((SubmissionEvent.Collected) answer).findings().retriable();
    }

    private static List<String> say(SubmissionEvent answer) {
        var findings = (LogFindings) ((SubmissionEvent.Collected) answer).findings();
        return findings.items().stream().map(UnmentionedTest::say).toList();
    }

    private static String say(ItemOutcome item) {
        if (item instanceof ItemOutcome.Created created) {
            return created.task().value();
        }
        if (item instanceof ItemOutcome.Retriable retriable) {
            return "again " + retriable.why().errors().get(0).code();
        }
        var why = ((ItemOutcome.Rejected) item).why();
        return why.role() + " " + why.errors().get(0).code();
    }
}
