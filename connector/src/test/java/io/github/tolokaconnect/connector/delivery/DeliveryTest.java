package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.LINGER;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.operation;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.origin;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.problem;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.problemAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.client.PacingLimits;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.QuotaInterval;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final PoolId POOL_C = new PoolId("C");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private final List<Effect> effects = new ArrayList<>();
    private long nanos;
    private Delivery delivery = delivery(DeliveryFixture.batching(2, 1), -1);
    private Instant now = NOON;

    private Delivery delivery(BatchingConfig batching, long dailyFuse) {
        var pacing = Pacing.of(new PacingLimits(1e6, 1_000_000_000, 1_000_000_000_000L), () -> nanos);
        nanos += Duration.ofHours(1).toNanos(); // its buckets start empty
        var policy = DeliveryFixture.policy(OnPoolError.PAUSE);
        return new Delivery(new Delivery.Setup(batching, policy, pacing, OperationIds.of("labels"), dailyFuse));
    }

    private void step(DeliveryEvent event) {
        effects.addAll(delivery.step(event, now));
    }

    private void take(TopicPartition partition, PoolId pool, long first, long last) {
        var records = new ArrayList<Intake>();
        for (long offset = first; offset <= last; offset++) {
            records.add(new Intake.Accepted(DeliveryFixture.task(partition, pool, offset)));
        }
        step(new DeliveryEvent.Taken(records));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        step(new DeliveryEvent.Ticked());
    }

    private void answer(Facts facts, Answer<Operation> answer) {
        step(new DeliveryEvent.Happened(facts.ticket(), new SubmissionEvent.SubmitAnswered(answer)));
    }

    private void publish(Facts facts) {
        var ended = new Answer.Accepted<>(operation(facts.operationId(), OperationStatus.SUCCESS), 202);
        answer(facts, ended);
        var tally = new Tally(facts.batch().size(), 0);
        step(new DeliveryEvent.Happened(facts.ticket(), new SubmissionEvent.Published(tally)));
    }

    /** The requests since the last time that somebody asked. */
    private List<Facts> submitted() {
        var facts = effects.stream()
                .filter(Effect.Submit.class::isInstance)
                .map(effect -> ((Effect.Submit) effect).facts())
                .toList();
        effects.clear();
        return facts;
    }

    private static <T> Answer<T> rejected(ProblemKind kind) {
        return new Answer.Rejected<>(problem(kind));
    }

    @Test
    void commitsUpToTheFirstRecordWithoutAResult() {
        take(CATS_0, POOL_A, 1, 3);
        take(CATS_0, POOL_B, 4, 6);
        var requests = submitted();

        publish(requests.get(1));
        assertThat(delivery.frontier(CATS_0)).hasValue(1);

        publish(requests.get(0));
        assertThat(delivery.frontier(CATS_0)).isEmpty();
        assertThat(delivery.view(now).totals()).isEqualTo(new Totals(6, 6, 0, 0, 0, 0));
        assertThat(delivery.view(now).heldBytes()).isZero();
    }

    @Test
    void settlesARefusedRecordOnceItsEventIsAcknowledged() {
        var why = FieldError.of(null, null, "JSON_EXPECTED", null);
        step(new DeliveryEvent.Taken(
                List.of(new Intake.Refused(origin(CATS_0, 4), null, Stage.MAPPING, List.of(why), new byte[9], false))));
        var publication = (Effect.PublishRefused) effects.get(0);

        step(new DeliveryEvent.RefusalsPublished(publication.ticket(), false));
        assertThat(delivery.frontier(CATS_0)).hasValue(4);
        pass(Duration.ofSeconds(1));
        assertThat(effects).containsExactly(publication, publication);

        step(new DeliveryEvent.RefusalsPublished(publication.ticket(), true));
        assertThat(delivery.frontier(CATS_0)).isEmpty();
        assertThat(delivery.view(now).totals()).isEqualTo(new Totals(1, 0, 1, 0, 0, 0));
        assertThat(delivery.view(now).heldRecords()).isZero();
    }

    @Test
    void settlesASkippedRecordAtOnce() {
        step(new DeliveryEvent.Taken(List.of(new Intake.Skipped(origin(CATS_0, 4)))));

        assertThat(delivery.frontier(CATS_0)).isEmpty();
        assertThat(delivery.view(now).totals()).isEqualTo(new Totals(1, 0, 0, 1, 0, 0));
    }

    @Test
    void leavesRoomToOtherPoolsWhileSeveralTakeNone() {
        take(CATS_0, POOL_A, 1, 3);
        take(CATS_0, POOL_B, 4, 6);
        take(CATS_0, POOL_C, 7, 9);
        var full = submitted();

        full.forEach(facts -> answer(facts, rejected(ProblemKind.POOL)));

        assertThat(full).extracting(facts -> facts.batch().pool()).containsExactly(POOL_A, POOL_B);
        assertThat(submitted()).extracting(facts -> facts.batch().pool()).containsExactly(POOL_C);
    }

    @Test
    void sendsAParkedRequestAgainOnlyWhereThereIsRoom() {
        delivery = delivery(DeliveryFixture.batching(1, 1), -1);
        take(CATS_0, POOL_A, 1, 3);
        take(CATS_0, POOL_B, 4, 6);
        var parked = submitted().get(0);
        answer(parked, rejected(ProblemKind.POOL));
        var inItsPlace = submitted().get(0);

        pass(Duration.ofSeconds(9));
        assertThat(submitted()).isEmpty();
        publish(inItsPlace);

        assertThat(submitted()).containsExactly(parked);
    }

    @Test
    void sendsNothingNewWhileTheQuotaIsUsedUp() {
        take(CATS_0, POOL_A, 1, 3);
        var throttled = submitted().get(0);

        answer(
                throttled,
                new Answer.Throttled<>(problem(ProblemKind.UNKNOWN), QuotaInterval.MIN, Duration.ofSeconds(60)));
        take(CATS_0, POOL_B, 4, 6);
        pass(Duration.ofSeconds(59));
        assertThat(submitted()).isEmpty();
        assertThat(delivery.view(now).pauseWanted()).isTrue();
        assertThat(delivery.view(now).accountBlocked()).isTrue();

        pass(Duration.ofSeconds(1));
        assertThat(submitted())
                .extracting(Facts::batch)
                .extracting(MicroBatch::pool)
                .containsExactly(POOL_A, POOL_B);
        assertThat(delivery.view(now).pauseWanted()).isFalse();
    }

    @Test
    void sendsNoMoreThanTheFuseAllowsBeforeMidnight() {
        delivery = delivery(DeliveryFixture.batching(4, 4), 4);

        take(CATS_0, POOL_A, 1, 6);

        assertThat(effects).filteredOn(Effect.Warn.class::isInstance).hasSize(1);
        assertThat(submitted()).extracting(facts -> facts.batch().size()).containsExactly(3, 1);
        assertThat(delivery.view(now).pauseWanted()).isTrue();
        pass(Duration.ofHours(11));
        assertThat(effects).isEmpty();

        now = MIDNIGHT;
        step(new DeliveryEvent.Ticked());
        assertThat(submitted()).extracting(facts -> facts.batch().size()).containsExactly(2);
    }

    @Test
    void repeatsARequestThatTheFuseCountedAlready() {
        delivery = delivery(DeliveryFixture.batching(4, 4), 3);
        take(CATS_0, POOL_A, 1, 6);
        var counted = submitted().get(0);

        answer(counted, new Answer.Unavailable<>("timeout", null, null));
        pass(Duration.ofSeconds(1));

        assertThat(submitted()).containsExactly(counted);
    }

    @Test
    void countsATaskOnceHoweverOftenItsRequestIsHalved() {
        take(CATS_0, POOL_A, 1, 3);

        answer(submitted().get(0), rejected(ProblemKind.VALIDATION));
        var half = submitted().get(0);
        publish(half);

        assertThat(half.batch()).hasToString("cats-0@1-1 pool=A tasks=1");
        assertThat(submitted()).extracting(Facts::batch).hasToString("[cats-0@2-3 pool=A tasks=2]");
        assertThat(delivery.view(now).tasksToday()).isEqualTo(3);
    }

    @Test
    void settlesTheRecordsOfARequestWhoseCulpritsArePublished() {
        take(CATS_0, POOL_A, 1, 3);
        var refused = submitted().get(0);

        answer(refused, new Answer.Rejected<>(problemAt(1)));
        step(new DeliveryEvent.Happened(refused.ticket(), new SubmissionEvent.Published(new Tally(0, 3))));

        assertThat(delivery.view(now).totals()).isEqualTo(new Totals(3, 0, 3, 0, 0, 0));
        assertThat(delivery.frontier(CATS_0)).isEmpty();
    }

    @Test
    void pausesAtTheHighWaterMarkAndResumesAtHalfOfIt() {
        delivery = delivery(new BatchingConfig(2, 100, LINGER, 8, 8, 6, 1_000_000), -1);
        take(CATS_0, POOL_A, 1, 5);
        assertThat(delivery.view(now).pauseWanted()).isFalse();
        take(CATS_0, POOL_A, 6, 6);
        assertThat(delivery.view(now).pauseWanted()).isTrue();
        var requests = submitted();

        publish(requests.get(0));
        assertThat(delivery.view(now).heldRecords()).isEqualTo(4);
        assertThat(delivery.view(now).pauseWanted()).isTrue();

        publish(requests.get(1));
        assertThat(delivery.view(now).pauseWanted()).isFalse();
    }

    @Test
    void forgetsATopicPartitionThatMovedAwayAndIgnoresLateAnswers() {
        take(CATS_0, POOL_A, 1, 4);
        take(CATS_1, POOL_B, 1, 3);
        var here = submitted().get(0);

        step(new DeliveryEvent.Closed(List.of(CATS_0)));
        answer(here, rejected(ProblemKind.VALIDATION));

        assertThat(submitted()).isEmpty();
        assertThat(delivery.frontier(CATS_0)).isEmpty();
        assertThat(delivery.frontier(CATS_1)).hasValue(1);
        assertThat(delivery.view(now).totals()).isEqualTo(new Totals(7, 0, 0, 0, 4, 0));
        assertThat(delivery.view(now).heldRecords()).isEqualTo(3);
    }

    @Test
    void takesRecordsAgainAfterATopicPartitionCameBack() {
        take(CATS_0, POOL_A, 1, 3);
        var before = submitted().get(0);
        step(new DeliveryEvent.Closed(List.of(CATS_0)));
        step(new DeliveryEvent.Opened(List.of(CATS_0)));

        take(CATS_0, POOL_A, 1, 3);

        assertThat(submitted()).singleElement().satisfies(after -> {
            assertThat(after.operationId()).isEqualTo(before.operationId());
            assertThat(after.ticket()).isNotEqualTo(before.ticket());
        });
    }

    @Test
    void countsARedeliveredRecordWithoutTakingItAgain() {
        take(CATS_0, POOL_A, 1, 2);
        take(CATS_0, POOL_A, 1, 2);

        assertThat(delivery.view(now).totals()).isEqualTo(new Totals(2, 0, 0, 0, 0, 2));
        assertThat(delivery.view(now).heldRecords()).isEqualTo(2);
    }

    @Test
    void saysWhenItWantsToBeAskedAgain() {
        assertThat(delivery.nextDue(now)).isEmpty();

        take(CATS_0, POOL_A, 1, 1);
        assertThat(delivery.nextDue(now)).contains(NOON.plus(LINGER));

        pass(LINGER);
        assertThat(delivery.nextDue(now)).as("an answer is outstanding").isEmpty();
        assertThat(delivery.view(now.plusSeconds(5)).oldestInFlight()).contains(Duration.ofSeconds(5));
    }
}
