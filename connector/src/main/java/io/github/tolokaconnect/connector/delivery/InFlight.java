package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.util.HashSet;
import java.util.Set;

/** One operation in flight: its state, and what the journal has to know about it besides. */
final class InFlight {
    private final int epoch;
    private final boolean sourceIsGone;
    private final OffsetSet offsets;
    private final Set<String> announced;
    private Submission state;
    /** How often the credential had been renewed when the last request left. */
    private int renewals;

    private InFlight(Submission state, OffsetSet offsets, int epoch, boolean sourceIsGone, Set<String> announced) {
        this.state = state;
        this.offsets = offsets;
        this.epoch = epoch;
        this.sourceIsGone = sourceIsGone;
        this.announced = new HashSet<>(announced);
    }

    /** A new operation of {@code epoch}, of which nobody was told. */
    static InFlight begun(Submission state, int epoch) {
        return new InFlight(state, state.facts().batch().offsets(), epoch, false, Set.of());
    }

    /**
     * An operation that the journal knows.
     *
     * @param sourceIsGone whether its records were in a topic that was deleted since; offsets mean other records now
     */
    static InFlight recovered(Submission state, Prepared prepared, boolean sourceIsGone) {
        return new InFlight(state, prepared.offsets(), prepared.epoch(), sourceIsGone, prepared.announced());
    }

    Submission state() {
        return state;
    }

    Facts facts() {
        return state.facts();
    }

    void enter(Submission next) {
        state = next;
    }

    /** A request leaves, with the credential that was renewed so often. */
    void sentAfter(int renewals) {
        this.renewals = renewals;
    }

    /** Whether the credential was renewed since the last request left. */
    boolean wasSentBefore(int renewals) {
        return this.renewals < renewals;
    }

    boolean sourceIsGone() {
        return sourceIsGone;
    }

    /** Notes that people are told of a state; false if they were already. */
    boolean announce(String status) {
        return announced.add(status);
    }

    /** What the journal says of it now. */
    Prepared prepared() {
        var facts = state.facts();
        return new Prepared(
                facts.batch().topicPartition(),
                facts.operationId(),
                epoch,
                facts.attempt(),
                facts.batch().pool(),
                offsets,
                facts.plannedAt(),
                announced);
    }
}
