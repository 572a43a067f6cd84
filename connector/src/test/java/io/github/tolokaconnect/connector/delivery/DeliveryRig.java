package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.client.PacingLimits;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.config.DeliveryConfig.OnOffsetRegression;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A core whose effects wait here to be looked at, and short ways to say what happens to it. */
final class DeliveryRig {
    private final Delivery delivery;
    private final FakeJournal journal;
    private final List<Effect> effects = new ArrayList<>();
    private long nanos;
    private Instant now = NOON;

    private DeliveryRig(
            FakeJournal journal, BatchingConfig batching, long fuse, @Nullable OnOffsetRegression onRegression) {
        this.journal = journal;
        var pacing = Pacing.of(new PacingLimits(1e6, 1_000_000_000, 1_000_000_000_000L), () -> nanos);
        nanos += Duration.ofHours(1).toNanos(); // its buckets start empty
        var policy = DeliveryFixture.policy(OnPoolError.PAUSE);
        this.delivery = new Delivery(
                new Delivery.Setup(batching, policy, pacing, OperationIds.of("labels"), fuse, onRegression));
    }

    /** Without a journal. */
    static DeliveryRig atLeastOnce(BatchingConfig batching, long fuse) {
        return new DeliveryRig(new FakeJournal(), batching, fuse, null);
    }

    /** With this journal, which may be that of another core before. */
    static DeliveryRig exactlyOnce(FakeJournal journal) {
        return exactlyOnce(journal, OnOffsetRegression.SKIP);
    }

    static DeliveryRig exactlyOnce(FakeJournal journal, OnOffsetRegression onRegression) {
        return new DeliveryRig(journal, DeliveryFixture.batching(8, 8), -1, onRegression);
    }

    static DeliveryRig exactlyOnce(FakeJournal journal, long fuse) {
        return new DeliveryRig(journal, DeliveryFixture.batching(8, 8), fuse, OnOffsetRegression.SKIP);
    }

    Instant now() {
        return now;
    }

    void setTime(Instant time) {
        now = time;
    }

    Delivery.View view() {
        return delivery.view(now);
    }

    OptionalLong frontier(TopicPartition partition) {
        return delivery.frontier(partition);
    }

    Optional<Instant> nextDue() {
        return delivery.nextDue(now);
    }

    Delivery delivery() {
        return delivery;
    }

    void step(DeliveryEvent event) {
        effects.addAll(delivery.step(event, now));
    }

    void open(TopicPartition... partitions) {
        step(new DeliveryEvent.Opened(List.of(partitions)));
    }

    void close(TopicPartition... partitions) {
        step(new DeliveryEvent.Closed(List.of(partitions)));
    }

    void take(TopicPartition partition, PoolId pool, long first, long last) {
        var records = new ArrayList<Intake>();
        for (long offset = first; offset <= last; offset++) {
            records.add(new Intake.Accepted(DeliveryFixture.task(partition, pool, offset)));
        }
        take(records.toArray(Intake[]::new));
    }

    void take(Intake... records) {
        step(new DeliveryEvent.Taken(List.of(records)));
    }

    void tick() {
        step(new DeliveryEvent.Ticked());
    }

    void pass(Duration time) {
        now = now.plus(time);
        tick();
    }

    /** The effects of a kind that nobody looked at yet. */
    <E extends Effect> List<E> asked(Class<E> kind) {
        var found = effects.stream().filter(kind::isInstance).map(kind::cast).toList();
        effects.removeAll(found);
        return found;
    }

    /** The only effect of a kind that nobody looked at yet. */
    <E extends Effect> E askedOnce(Class<E> kind) {
        var found = asked(kind);
        assertThat(found).as(kind.getSimpleName()).hasSize(1);
        return found.get(0);
    }

    /** All effects that nobody looked at yet. */
    List<Effect> asked() {
        return asked(Effect.class);
    }

    /** The requests that nobody looked at yet. */
    List<Facts> submitted() {
        return asked(Effect.Submit.class).stream().map(Effect.Submit::facts).toList();
    }

    /** Writes everything that is to be written, and what that leads to; returns it. */
    List<Effect.Commit> commit() {
        var written = new ArrayList<Effect.Commit>();
        for (var next = asked(Effect.Commit.class); !next.isEmpty(); next = asked(Effect.Commit.class)) {
            next.forEach(this::write);
            written.addAll(next);
        }
        return written;
    }

    void write(Effect.Commit commit) {
        journal.append(commit.entries());
        committed(commit);
    }

    void committed(Effect.Commit commit) {
        step(new DeliveryEvent.Committed(commit.topicPartition(), commit.ticket()));
    }

    void notCommitted(Effect.Commit commit, boolean fenced) {
        step(new DeliveryEvent.NotCommitted(commit.topicPartition(), commit.ticket(), "no leader", fenced));
    }

    /** What the journal is told and was not yet. */
    <E extends JournalEntry> List<E> entries(Class<E> kind) {
        return asked(Effect.Commit.class).stream()
                .flatMap(commit -> commit.entries().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Answers the claim under way by what the journal says. */
    void claimed(TopicPartition partition, SourceLog source) {
        claimed(partition, journal.recovered(partition), source);
    }

    void claimed(TopicPartition partition, Recovered recovered, SourceLog source) {
        var claim = askedOnce(Effect.Claim.class);
        assertThat(claim.topicPartition()).isEqualTo(partition);
        step(new DeliveryEvent.Claimed(partition, claim.ticket(), recovered, source));
    }

    void notClaimed() {
        var claim = askedOnce(Effect.Claim.class);
        step(new DeliveryEvent.NotClaimed(claim.topicPartition(), claim.ticket(), "no coordinator"));
    }

    /** Opens and claims a topic-partition before a record comes. */
    void hold(TopicPartition partition, SourceLog source) {
        open(partition);
        step(new DeliveryEvent.Surveyed(Set.of(partition)));
        claimed(partition, source);
        asked(Effect.Survey.class);
    }

    /** Nothing below {@code position} is still to come; a call of Connect has been between it and any seek. */
    void passed(TopicPartition partition, long position) {
        tick();
        tick();
        step(new DeliveryEvent.Passed(Map.of(partition, position)));
    }

    /** Takes records of one request and sends it. */
    Facts send(TopicPartition partition, PoolId pool, long first, long last) {
        take(partition, pool, first, last);
        pass(DeliveryFixture.LINGER);
        commit();
        var requests = submitted();
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    void answer(Facts facts, Answer<Operation> answer) {
        step(new DeliveryEvent.Happened(facts.ticket(), new SubmissionEvent.SubmitAnswered(answer)));
    }

    void answer(Facts facts, OperationStatus status) {
        answer(facts, new Answer.Accepted<>(operation(facts.operationId(), status), 202));
    }

    void refuse(Facts facts, ProblemKind kind) {
        answer(facts, new Answer.Rejected<>(DeliveryFixture.problem(kind)));
    }

    void read(Facts facts, OperationStatus status) {
        read(facts, new Answer.Accepted<>(operation(facts.operationId(), status), 200));
    }

    void readRefused(Facts facts, ProblemKind kind) {
        read(facts, new Answer.Rejected<>(DeliveryFixture.problem(kind)));
    }

    private void read(Facts facts, Answer<Operation> answer) {
        step(new DeliveryEvent.Happened(facts.ticket(), new SubmissionEvent.ReadAnswered(answer)));
    }

    void collected(Facts facts, Findings findings) {
        step(new DeliveryEvent.Happened(facts.ticket(), new SubmissionEvent.Collected(findings)));
    }

    /** The platform says that an operation ended well, and all its tasks are in its log; nothing of it is written yet. */
    void end(Facts facts) {
        end(
                facts,
                OperationStatus.SUCCESS,
                DeliveryFixture.created(facts.batch().size()));
    }

    void end(Facts facts, OperationStatus status, Findings findings) {
        answer(facts, status);
        collected(facts, findings);
    }

    /** An operation ended well and its results are written. */
    void finish(Facts facts) {
        end(facts);
        commit();
    }
}
