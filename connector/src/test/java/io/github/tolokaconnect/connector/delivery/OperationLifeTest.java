package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.batch;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.operation;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.policy;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.problem;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.problemAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.QuotaInterval;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import io.github.tolokaconnect.connector.delivery.Submission.Collecting;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Parked;
import io.github.tolokaconnect.connector.delivery.Submission.Preparing;
import io.github.tolokaconnect.connector.delivery.Submission.Running;
import io.github.tolokaconnect.connector.delivery.Submission.Submitting;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the first request to an answer that decides. */
class OperationLifeTest {
    private static final Facts FACTS = new Facts(
            1, UUID.fromString("552e0156-cbc9-542c-8338-dd7cdd741c5f"), batch(CATS_0, POOL_A, 1, 2, 3), 1, NOON);
    private static final Facts OF_ONE = new Facts(1, FACTS.operationId(), batch(CATS_0, POOL_A, 1), 1, NOON);

    private final OperationLife life = new OperationLife(policy(OnPoolError.PAUSE));
    private final Submitting submitting = new Submitting(FACTS, 0, NOON, null);

    private static SubmissionEvent answered(Answer<Operation> answer) {
        return new SubmissionEvent.SubmitAnswered(answer);
    }

    private static SubmissionEvent accepted(OperationStatus status) {
        return answered(new Answer.Accepted<>(operation(FACTS.operationId(), status), 202));
    }

    private static SubmissionEvent rejected(Problem problem) {
        return answered(new Answer.Rejected<>(problem));
    }

    private static Decision.Ending rejection(Facts facts, Problem problem) {
        var tally = new Tally(0, facts.batch().size());
        return new Decision.Ending(new Publication.Rejected(facts, problem), tally, OffsetSet.EMPTY, "REJECTED");
    }

    private static SubmissionEvent unavailable() {
        return answered(new Answer.Unavailable<>("connection reset", null, null));
    }

    @Test
    void sendsTheRequestOnceTheJournalKnowsOfIt() {
        var decision = life.step(new Preparing(FACTS), new SubmissionEvent.Committed(), NOON);

        assertThat(decision.next()).isEqualTo(submitting);
        assertThat(decision.effects()).containsExactly(new Effect.Submit(FACTS));
        assertThat(new Preparing(FACTS).dueAt()).isEmpty();
    }

    @Test
    void followsAnAcceptedOperation() {
        var decision = life.step(submitting, accepted(OperationStatus.PENDING), NOON.plusSeconds(2));

        assertThat(decision.next()).isInstanceOfSatisfying(Running.class, running -> {
            assertThat(running.dueAt()).contains(NOON.plusSeconds(3));
            assertThat(running.progress().sentAt()).isEqualTo(NOON);
            assertThat(running.progress().acceptedAt()).isEqualTo(NOON.plusSeconds(2));
        });
        assertThat(decision.effects()).isEmpty();
        assertThat(decision.announcement()).isInstanceOfSatisfying(Publication.Entered.class, entered -> {
            assertThat(entered.status()).isEqualTo(Status.SUBMITTED);
            assertThat(entered.previous()).isEqualTo(Status.PLANNED);
        });
    }

    @Test
    void collectsAtOnceWhatEndedBeforeItsAnswerCame() {
        var decision = life.step(submitting, accepted(OperationStatus.SUCCESS), NOON);

        assertThat(decision.next()).isInstanceOf(Collecting.class);
        assertThat(decision.announcement()).isInstanceOf(Publication.Entered.class);
        assertThat(decision.effects()).singleElement().isInstanceOf(Effect.Collect.class);
    }

    @Test
    void adoptsAnOperationThatThePlatformKnowsAlready() {
        var decision = life.step(submitting, rejected(problem(ProblemKind.ALREADY_EXISTS)), NOON);

        assertThat(decision.next()).isInstanceOfSatisfying(Running.class, running -> {
            assertThat(running.facts()).isEqualTo(FACTS);
            assertThat(running.progress().resumed()).isTrue();
            assertThat(running.dueAt()).contains(NOON);
        });
    }

    @Test
    void blocksTheAccountForAsLongAsThePlatformAsks() {
        var answer = new Answer.Throttled<Operation>(
                problem(ProblemKind.UNKNOWN), QuotaInterval.MIN, Duration.ofSeconds(37));

        var decision = life.step(submitting, answered(answer), NOON);

        assertThat(decision.block()).isEqualTo(new Decision.Block(null, NOON.plusSeconds(37)));
        assertThat(decision.next()).isEqualTo(new Submitting(FACTS, 1, NOON, NOON.plusSeconds(37)));
        assertThat(decision.announcement())
                .isEqualTo(new Publication.Held(FACTS, problem(ProblemKind.UNKNOWN), Duration.ofSeconds(37)));
        assertThat(decision.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Warn.class,
                        warn -> assertThat(warn.message()).startsWith("TLK-301").contains("interval=MIN"));
    }

    @Test
    void repeatsTheSameRequestAfterGrowingWaits() {
        var once = life.step(submitting, unavailable(), NOON);
        assertThat(once.next()).isEqualTo(new Submitting(FACTS, 1, NOON, NOON.plusSeconds(1)));
        assertThat(once.block()).isNull();

        var again = life.step(once.next(), new SubmissionEvent.Due(), NOON.plusSeconds(1));
        assertThat(again.effects()).containsExactly(new Effect.Submit(FACTS));
        assertThat(again.next()).isEqualTo(new Submitting(FACTS, 1, NOON.plusSeconds(1), null));

        var twice = life.step(again.next(), unavailable(), NOON.plusSeconds(5));
        assertThat(twice.next().dueAt()).contains(NOON.plusSeconds(7));
    }

    @ParameterizedTest
    @EnumSource(names = {"POOL", "CAPACITY"})
    void parksWhatItsPoolDoesNotTake(ProblemKind kind) {
        var decision = life.step(submitting, rejected(problem(kind)), NOON);

        assertThat(decision.next()).isEqualTo(new Parked(FACTS, 1, NOON.plusSeconds(1)));
        assertThat(decision.block()).isEqualTo(new Decision.Block(POOL_A, NOON.plusSeconds(1)));
        assertThat(decision.announcement())
                .isEqualTo(new Publication.Held(FACTS, problem(kind), Duration.ofSeconds(1)));
        assertThat(decision.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Warn.class,
                        warn -> assertThat(warn.message())
                                .startsWith("TLK-202 ")
                                .contains("poolId=A"));
    }

    @Test
    void asksAParkedPoolAgainUnderTheSameIdAndLessOften() {
        var parked = new Parked(FACTS, 4, NOON);

        var sent = life.step(parked, new SubmissionEvent.Due(), NOON);
        var refused = life.step(sent.next(), rejected(problem(ProblemKind.POOL)), NOON);

        assertThat(sent.effects()).containsExactly(new Effect.Submit(FACTS));
        assertThat(refused.next()).isEqualTo(new Parked(FACTS, 5, NOON.plusSeconds(5)));
        assertThat(refused.effects()).singleElement().isInstanceOf(Effect.Warn.class);
        assertThat(refused.announcement()).as("it was announced the first time").isNull();
    }

    @Test
    void reportsWhatItsPoolDoesNotTakeIfToldSo() {
        var reporting = new OperationLife(policy(OnPoolError.REPORT));
        var problem = problem(ProblemKind.POOL);

        var decision = reporting.step(submitting, rejected(problem), NOON);

        assertThat(decision.ending()).isEqualTo(rejection(FACTS, problem));
        assertThat(decision.block()).isNull();
    }

    @Test
    void failsForAPoolThatTakesNoneIfToldSo() {
        var failing = new OperationLife(policy(OnPoolError.FAIL));

        var decision = failing.step(submitting, rejected(problem(ProblemKind.CAPACITY)), NOON);

        assertThat(decision.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Fail.class, fail -> assertThat(fail.message()).startsWith("TLK-202"));
    }

    @Test
    void isSentAgainWithANewCredentialWhereItIsRefused() {
        var decision = life.step(submitting, rejected(problem(ProblemKind.ACCESS)), NOON);

        assertThat(decision.next().facts()).isSameAs(submitting.facts());
        assertThat(decision.next().dueAt()).contains(NOON);
        assertThat(decision.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.RenewCredential.class,
                        renew -> assertThat(renew.refusal()).contains("HTTP 400", "request-1"));
    }

    @Test
    void reportsTheRequestWhereThePlatformNamesTheCulprits() {
        var problem = problemAt(1);

        var decision = life.step(submitting, rejected(problem), NOON);

        assertThat(decision.next()).isNull();
        assertThat(decision.ending()).isEqualTo(rejection(FACTS, problem));
        assertThat(decision.split()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"VALIDATION", "TOO_LARGE", "NOT_FOUND", "UNKNOWN"})
    void looksForAnUnnamedCulpritByHalves(ProblemKind kind) {
        var problem = problem(kind);

        var decision = life.step(submitting, rejected(problem), NOON);

        assertThat(decision.split()).isTrue();
        assertThat(decision.next()).isNull();
        assertThat(decision.ending()).isNull();
        assertThat(decision.announcement()).isEqualTo(new Publication.Split(FACTS, problem));
    }

    @ParameterizedTest
    @EnumSource(names = {"VALIDATION", "TOO_LARGE", "NOT_FOUND", "UNKNOWN"})
    void reportsASingleTaskThatIsRefused(ProblemKind kind) {
        var problem = problem(kind);

        var decision = life.step(new Submitting(OF_ONE, 0, NOON, null), rejected(problem), NOON);

        assertThat(decision.split()).isFalse();
        assertThat(decision.ending()).isEqualTo(rejection(OF_ONE, problem));
    }

    @Test
    void publishesWhatASynchronousRequestCreated() {
        var tasks = Map.of(0, new TaskId("t-0"), 2, new TaskId("t-2"), 3, new TaskId("t-3"));
        var created = new CreatedTasks(tasks, Map.of());

        var decision = life.step(
                submitting,
                new SubmissionEvent.CreateAnswered(new Answer.Accepted<>(created, 201)),
                NOON.plusSeconds(1));

        assertThat(decision.ending().tally()).isEqualTo(new Tally(2, 1));
        assertThat(decision.ending().results())
                .isInstanceOfSatisfying(
                        Publication.Created.class,
                        results -> assertThat(results.created()).isSameAs(created));
    }

    @Test
    void repeatsASynchronousRequestThatWasNotAnswered() {
        var answer = new Answer.Unavailable<CreatedTasks>("timeout", null, null);

        var decision = life.step(submitting, new SubmissionEvent.CreateAnswered(answer), NOON);

        assertThat(decision.next()).isEqualTo(new Submitting(FACTS, 1, NOON, NOON.plusSeconds(1)));
    }

    @Test
    void followsTheOperationOfASynchronousRequestThatThePlatformKnowsAlready() {
        var answer = new Answer.Rejected<CreatedTasks>(problem(ProblemKind.ALREADY_EXISTS));

        var decision = life.step(submitting, new SubmissionEvent.CreateAnswered(answer), NOON);

        assertThat(decision.next())
                .isInstanceOfSatisfying(
                        Running.class,
                        running -> assertThat(running.progress().resumed()).isTrue());
    }

    @Test
    void objectsToAnEventThatCannotBe() {
        assertThatIllegalStateException()
                .isThrownBy(() -> life.step(submitting, new SubmissionEvent.Committed(), NOON))
                .withMessageContaining("is Submitting and cannot take Committed");
        assertThatIllegalStateException()
                .isThrownBy(() -> life.step(new Parked(FACTS, 1, NOON), unavailable(), NOON))
                .withMessageContaining("is Parked and cannot take SubmitAnswered");
    }

    @Test
    void doesNotSendHalvesOfWhatCanNoLongerBeRead() {
        var readable = FACTS.batch().tasks().subList(0, 2);
        var tasks = new ArrayList<>(readable);
        tasks.add(TaskItem.unreadable(DeliveryFixture.origin(CATS_0, 3), POOL_A));
        var facts = new Facts(1, FACTS.operationId(), new MicroBatch(CATS_0, POOL_A, tasks, 20, NOON, NOON), 1, NOON);
        var problem = problem(ProblemKind.VALIDATION);

        var decision = life.step(new Submitting(facts, 0, NOON, null), rejected(problem), NOON);

        assertThat(decision.split()).isFalse();
        assertThat(decision.ending()).isEqualTo(rejection(facts, problem));
    }
}
