package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.batch;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.operation;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.policy;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.QuotaInterval;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import io.github.tolokaconnect.connector.delivery.DeliveryFixture.FoundInLog;
import io.github.tolokaconnect.connector.delivery.Submission.Adopting;
import io.github.tolokaconnect.connector.delivery.Submission.Collecting;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Preparing;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.Submission.Running;
import io.github.tolokaconnect.connector.delivery.Submission.Settling;
import io.github.tolokaconnect.connector.delivery.Submission.Submitting;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From an accepted operation to its published results. */
class OperationOutcomeTest {
    private static final Facts FACTS = new Facts(
            1, UUID.fromString("552e0156-cbc9-542c-8338-dd7cdd741c5f"), batch(CATS_0, POOL_A, 1, 2, 3), 1, NOON);
    private static final Progress PROGRESS = new Progress(NOON, NOON, false, 0, false, false);
    private static final Operation ENDED = operation(FACTS.operationId(), OperationStatus.SUCCESS);

    private final OperationLife life = new OperationLife(policy(OnPoolError.PAUSE));
    private final Running running = new Running(FACTS, PROGRESS, 0, 0, null);

    private static SubmissionEvent read(OperationStatus status) {
        return new SubmissionEvent.ReadAnswered(new Answer.Accepted<>(operation(FACTS.operationId(), status), 200));
    }

    private static SubmissionEvent refused(ProblemKind kind) {
        return new SubmissionEvent.ReadAnswered(new Answer.Rejected<>(problem(kind)));
    }

    private static SubmissionEvent uncollected(boolean logIncomplete) {
        return new SubmissionEvent.Uncollected("timeout", logIncomplete);
    }

    private static SubmissionEvent collected(int created, long... retriable) {
        return new SubmissionEvent.Collected(new FoundInLog(created, OffsetSet.of(retriable)));
    }

    private static Facts facts(int attempt) {
        return new Facts(1, FACTS.operationId(), FACTS.batch(), attempt, NOON);
    }

    private static Collecting collecting(Facts facts) {
        return new Collecting(facts, PROGRESS, operation(facts.operationId(), OperationStatus.FAIL), 0, 0, null);
    }

    private static List<Status> announced(Decision decision) {
        return decision.announcement() instanceof Publication.Entered entered ? List.of(entered.status()) : List.of();
    }

    @Test
    void readsTheOperationWhenDue() {
        var decision = life.step(running, new SubmissionEvent.Due(), NOON);

        assertThat(decision.effects()).containsExactly(new Effect.Read(FACTS));
        assertThat(decision.next().dueAt()).isEmpty();
    }

    @Test
    void announcesRunningOnce() {
        var first = life.step(running, read(OperationStatus.RUNNING), NOON);
        var second = life.step(first.next(), read(OperationStatus.RUNNING), NOON.plusSeconds(1));

        assertThat(announced(first)).containsExactly(Status.RUNNING);
        assertThat(second.effects()).isEmpty();
        assertThat(announced(second)).isEmpty();
        assertThat(second.next().dueAt()).contains(NOON.plusSeconds(2));
    }

    @Test
    void readsOnSilentlyWhileAStatusIsPendingOrUnknown() {
        for (var status : List.of(OperationStatus.PENDING, new OperationStatus("RESTING"))) {
            var decision = life.step(running, read(status), NOON);

            assertThat(decision.effects()).isEmpty();
            assertThat(decision.announcement()).isNull();
            assertThat(decision.next()).isInstanceOf(Running.class);
        }
    }

    @Test
    void announcesStuckOnceAndReadsOn() {
        var late = NOON.plusSeconds(60);
        var justBefore = life.step(running, read(OperationStatus.PENDING), late.minusNanos(1));
        var first = life.step(running, read(OperationStatus.PENDING), late);
        var second = life.step(first.next(), read(OperationStatus.PENDING), late.plusSeconds(1));

        assertThat(announced(justBefore)).isEmpty();
        assertThat(announced(first)).containsExactly(Status.STUCK);
        assertThat(first.effects()).hasAtLeastOneElementOfType(Effect.Warn.class);
        assertThat(second.effects()).isEmpty();
        assertThat(announced(second)).isEmpty();
        assertThat(second.next()).isInstanceOf(Running.class);
    }

    @Test
    void collectsTheResultsOfWhatHasEnded() {
        for (var status : List.of(OperationStatus.SUCCESS, OperationStatus.FAIL)) {
            var decision = life.step(running, read(status), NOON);

            assertThat(decision.next()).isInstanceOf(Collecting.class);
            assertThat(decision.effects())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Effect.Collect.class,
                            collect -> assertThat(collect.last()).isFalse());
        }
    }

    @Test
    void looksForAnAcceptedOperationThatStaysMissingBeforeItSendsTheSameRequestAgain() {
        Submission state = running;
        var decisions = new ArrayList<Decision>();
        for (int reads = 1; reads <= Policy.MISSING_READS; reads++) {
            decisions.add(life.step(state, refused(ProblemKind.NOT_FOUND), NOON));
            state = decisions.get(reads - 1).next();
        }

        assertThat(decisions.subList(0, Policy.MISSING_READS - 1))
                .allMatch(decision -> decision.next() instanceof Running);
        assertThat(state).isEqualTo(new Adopting(FACTS, 0, 0, NOON));
        var looking = life.step(state, new SubmissionEvent.Due(), NOON);
        assertThat(looking.effects()).containsExactly(new Effect.Read(FACTS));
        var again = life.step(looking.next(), refused(ProblemKind.NOT_FOUND), NOON);
        assertThat(again.next()).isEqualTo(new Submitting(FACTS, 0, NOON, NOON));
        assertThat(life.step(again.next(), new SubmissionEvent.Due(), NOON).effects())
                .containsExactly(new Effect.Submit(FACTS));
    }

    @Test
    void countsOnlyReadsThatDidNotFindTheOperationAsMissing() {
        Submission state = running;
        for (int reads = 1; reads <= 2 * Policy.MISSING_READS; reads++) {
            state = life.step(state, refused(ProblemKind.UNKNOWN), NOON).next();
        }

        assertThat(state).isEqualTo(new Running(FACTS, PROGRESS, 8, 0, NOON.plusSeconds(8)));
    }

    @Test
    void forgetsFailedReadsOnceOneSucceeds() {
        var failing = new Running(FACTS, PROGRESS, 5, 3, null);

        var decision = life.step(failing, read(OperationStatus.PENDING), NOON);

        assertThat(decision.next()).isEqualTo(new Running(FACTS, PROGRESS, 0, 0, NOON.plusSeconds(1)));
    }

    @Test
    void readsAgainLaterAndLaterWhenItCannotBeRead() {
        var unavailable = new SubmissionEvent.ReadAnswered(new Answer.Unavailable<>("timeout", null, null));

        var first = life.step(running, unavailable, NOON);
        var second = life.step(first.next(), unavailable, NOON);

        assertThat(first.next().dueAt()).contains(NOON.plusSeconds(1));
        assertThat(second.next().dueAt()).contains(NOON.plusSeconds(2));
    }

    @Test
    void readsAgainWhenThePlatformAsksForPatience() {
        var throttled = new SubmissionEvent.ReadAnswered(
                new Answer.Throttled<>(problem(ProblemKind.UNKNOWN), QuotaInterval.UNSTATED, Duration.ofSeconds(17)));

        var decision = life.step(running, throttled, NOON);

        assertThat(decision.next().dueAt()).contains(NOON.plusSeconds(17));
        assertThat(decision.block()).isNull();
    }

    @Test
    void isReadAgainWithANewCredentialWhereItIsRefused() {
        var decision = life.step(running, refused(ProblemKind.ACCESS), NOON);

        assertThat(decision.next().dueAt()).contains(NOON);
        assertThat(decision.effects()).singleElement().isInstanceOf(Effect.RenewCredential.class);
    }

    @Test
    void aLogThatIsNotHandedOutIsReadAgainWithANewCredentialAndCountsAsUnread() {
        var collecting = new Collecting(FACTS, PROGRESS, ENDED, 1, 2, null);

        var decision = life.step(collecting, new SubmissionEvent.LogRefused(problem(ProblemKind.ACCESS)), NOON);

        assertThat(decision.next()).isEqualTo(new Collecting(FACTS, PROGRESS, ENDED, 1, 2, NOON));
        assertThat(decision.effects()).singleElement().isInstanceOf(Effect.RenewCredential.class);
    }

    @Test
    void endsWithWhatItsLogSays() {
        var collecting = new Collecting(FACTS, PROGRESS, ENDED, 0, 0, null);

        var decision = life.step(collecting, collected(2), NOON);

        assertThat(decision.next()).isNull();
        var findings = new FoundInLog(2, OffsetSet.EMPTY);
        assertThat(decision.ending())
                .isEqualTo(new Decision.Ending(
                        new Publication.Ended(FACTS, PROGRESS, ENDED, findings, false),
                        new Tally(2, 1),
                        OffsetSet.EMPTY,
                        "SUCCESS"));
    }

    @Test
    void triesAgainWhatMayBecomeATaskAfterAll() {
        var ending = life.step(collecting(FACTS), collected(1, 2), NOON).ending();

        assertThat(ending.retried()).isEqualTo(OffsetSet.of(2));
        assertThat(ending.tally()).as("of the two others").isEqualTo(new Tally(1, 1));
        assertThat(ending.results())
                .isInstanceOfSatisfying(
                        Publication.Ended.class,
                        ended -> assertThat(ended.retried()).isTrue());
    }

    @Test
    void triesNoMoreOftenThanTheConfigurationSays() {
        var last = life.step(collecting(facts(3)), collected(1, 2), NOON).ending();
        var lastButOne = life.step(collecting(facts(2)), collected(1, 2), NOON).ending();

        assertThat(lastButOne.retried()).isEqualTo(OffsetSet.of(2));
        assertThat(last.retried()).isEqualTo(OffsetSet.EMPTY);
        assertThat(last.tally()).isEqualTo(new Tally(1, 2));
    }

    @Test
    void triesNothingAgainWhosePayloadIsGone() {
        var tasks = List.of(
                DeliveryFixture.task(CATS_0, POOL_A, 1),
                TaskItem.unreadable(DeliveryFixture.origin(CATS_0, 2), POOL_A));
        var batch = new MicroBatch(CATS_0, POOL_A, tasks, 10, NOON, NOON);
        var facts = new Facts(1, FACTS.operationId(), batch, 1, NOON);

        assertThat(life.step(collecting(facts), collected(0, 1), NOON).ending().retried())
                .isEqualTo(OffsetSet.of(1));
        assertThat(life.step(collecting(facts), collected(0, 1, 2), NOON)
                        .ending()
                        .retried())
                .isEqualTo(OffsetSet.EMPTY);
    }

    @Test
    void readsAnIncompleteLogAgainAndAtLastReportsWhatItDoesNotMention() {
        Submission state = new Collecting(FACTS, PROGRESS, ENDED, 0, 0, null);
        var lasts = new ArrayList<Boolean>();
        Instant now = NOON;
        for (int reading = 1; reading < Policy.LOG_READINGS; reading++) {
            var waiting = life.step(state, uncollected(true), now).next();
            now = waiting.dueAt().orElseThrow();
            var again = life.step(waiting, new SubmissionEvent.Due(), now);
            lasts.add(((Effect.Collect) again.effects().get(0)).last());
            state = again.next();
        }

        assertThat(lasts).containsExactly(false, false, false, true);
        assertThat(now).as("waits grow").isEqualTo(NOON.plusSeconds(1 + 2 + 3 + 4));
    }

    @Test
    void neverReportsAsUnknownWhatMerelyCouldNotBeRead() {
        Submission state = new Collecting(FACTS, PROGRESS, ENDED, 0, 0, null);
        for (int failures = 1; failures <= 3 * Policy.LOG_READINGS; failures++) {
            var waiting = life.step(state, uncollected(false), NOON).next();
            var again = life.step(waiting, new SubmissionEvent.Due(), NOON);
            assertThat(((Effect.Collect) again.effects().get(0)).last()).isFalse();
            state = again.next();
        }
    }

    @Test
    void writesResultsAgainUntilTheyAreWritten() {
        var results = new Effect.Commit(1, CATS_0, List.of(), List.of());
        var settling =
                new Settling(FACTS, results, new Tally(0, 3), FACTS.batch().offsets(), List.of(), 0, null);

        var failed = life.step(settling, new SubmissionEvent.NotCommitted("no leader"), NOON);
        var again = life.step(failed.next(), new SubmissionEvent.Due(), NOON.plusSeconds(1));
        var done = life.step(again.next(), new SubmissionEvent.Committed(), NOON);

        assertThat(failed.next().dueAt()).contains(NOON.plusSeconds(1));
        assertThat(again.effects()).containsExactly(results);
        assertThat(again.next().dueAt()).isEmpty();
        assertThat(done.next()).isNull();
    }

    @Test
    void objectsToAnEventThatCannotBe() {
        var settling = new Settling(
                FACTS,
                new Effect.Commit(1, CATS_0, List.of(), List.of()),
                new Tally(0, 3),
                FACTS.batch().offsets(),
                List.of(),
                0,
                null);

        for (Submission state : List.of(collecting(FACTS), settling, new Preparing(FACTS))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> life.step(state, read(OperationStatus.RUNNING), NOON))
                    .withMessageContaining("cannot take ReadAnswered");
        }
        for (Submission state : List.of(running, new Adopting(FACTS, 0, 0, null))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> life.step(state, uncollected(false), NOON))
                    .withMessageContaining("cannot take Uncollected");
        }
    }
}
