package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.intake.Intake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A topic-partition that is assigned to a sink task. It may be worked on during a {@linkplain Tenure tenure} only; before, its
 * records wait.
 *
 * <pre>
 * idle ──a record came, or operations are under way──► claiming ──claimed──► held ──a commit failed, or reading went back──┐
 *                                                        ▲  └──not claimed──► lost ◄────────────────────────────────────────┘
 *                                                        └───────due──────────┘
 * </pre>
 */
final class OwnedPartition {
    private final TopicPartition topicPartition;
    private final List<Intake> waiting = new ArrayList<>();
    private State state = State.IDLE;
    private long ticket;
    private int failures;
    private @Nullable Instant due;
    private @Nullable Tenure tenure;
    /** Where to go on reading after a tenure ended; absent before the first one. */
    private @Nullable Long resumption;

    private enum State {
        IDLE,
        CLAIMING,
        LOST,
        HELD
    }

    OwnedPartition(TopicPartition topicPartition) {
        this.topicPartition = topicPartition;
    }

    TopicPartition topicPartition() {
        return topicPartition;
    }

    /** The tenure; absent unless it is held. */
    @Nullable
    Tenure tenure() {
        return tenure;
    }

    boolean isIdle() {
        return state == State.IDLE;
    }

    /** Whether it is not held and is going to be. */
    boolean isUnclaimed() {
        return state == State.CLAIMING || state == State.LOST;
    }

    /** Keeps a record until the partition is held. */
    void await(Intake record) {
        waiting.add(record);
    }

    /** The first of the records that wait. */
    @Nullable
    Long firstWaiting() {
        return waiting.isEmpty() ? null : waiting.get(0).origin().offset();
    }

    /** Takes out the records that wait. */
    List<Intake> takeWaiting() {
        var records = List.copyOf(waiting);
        waiting.clear();
        return records;
    }

    @Nullable
    Long resumption() {
        return resumption;
    }

    /** It is being claimed; the answer carries the ticket. */
    Effect claim(long claimTicket) {
        state = State.CLAIMING;
        ticket = claimTicket;
        due = null;
        return new Effect.Claim(topicPartition, claimTicket);
    }

    /** Whether an answer belongs to the claim under way. */
    boolean isClaimedBy(long claimTicket) {
        return state == State.CLAIMING && ticket == claimTicket;
    }

    /** Whether a commit that failed was asked for in the present tenure. */
    boolean isLostBy(long commitTicket) {
        return tenure != null && commitTicket > ticket;
    }

    /** It is held from now on. */
    void hold(Tenure begun) {
        state = State.HELD;
        tenure = begun;
        resumption = null;
    }

    /** It is not held any more, and is claimed again when due. Returns how often that happened in a row. */
    int lose() {
        if (tenure != null) {
            var next = tenure.resumption();
            resumption = next.isPresent() ? (Long) next.getAsLong() : null;
            tenure = null;
        }
        state = State.LOST;
        return ++failures;
    }

    void dueAt(Instant at) {
        due = at;
    }

    /** When it is to be claimed again; absent unless it was lost. */
    @Nullable
    Instant due() {
        return due;
    }

    /** A commit happened, so that the partition is in good hands. */
    void prospered() {
        failures = 0;
    }

    /** The lowest offset that is not settled; empty if everything that came is. */
    OptionalLong frontier() {
        if (tenure != null) {
            return tenure.frontier();
        }
        var first = firstWaiting();
        if (resumption != null) {
            return OptionalLong.of(first == null ? resumption : Math.min(first, resumption));
        }
        return first == null ? OptionalLong.empty() : OptionalLong.of(first);
    }
}
