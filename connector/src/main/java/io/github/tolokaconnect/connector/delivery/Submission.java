package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of one operation on its way, from the first request to its published results.
 *
 * <pre>
 * Preparing ──committed──► Submitting ──accepted──► Running ──terminal──► Collecting ──collected──► Settling ──committed──► (settled)
 *                           │  │  ▲ unavailable,        │ ▲ not yet           │ ▲ log unreadable      ▲
 *                           │  │  └ throttled           └─┘                   └─┘                     │
 *                           │  └──pool takes none──► Parked ──due──► (Submitting)                     │
 *                           └──refused, or answered with tasks────────────────────────────────────────┘
 * Adopting ──found──► (Running)
 *  └──not found──► (Submitting)
 * </pre>
 *
 * A state with a due time waits for the clock; one without waits for an answer.
 */
public sealed interface Submission {

    /** What stays the same all the way. */
    Facts facts();

    /** When something is to be done; empty while an answer is outstanding. */
    Optional<Instant> dueAt();

    /**
     * What an operation is.
     *
     * @param ticket number of this submission within its sink task; answers name it, so that a late one for an operation that
     *     was forgotten in between finds nothing
     * @param operationId id chosen by the connector; every repetition of the request keeps it
     * @param attempt 1, or more after operations that ended in FAIL
     * @param plannedAt when it was granted its share of the quota
     */
    record Facts(long ticket, UUID operationId, MicroBatch batch, int attempt, Instant plannedAt) {}

    /**
     * How far an accepted operation has come.
     *
     * @param sentAt when the request that was accepted left
     * @param acceptedAt when its answer came
     * @param resumed whether the platform knew the operation already
     * @param polls how often it was read
     * @param announced whether RUNNING was announced
     * @param stuck whether STUCK was announced
     */
    record Progress(Instant sentAt, Instant acceptedAt, boolean resumed, int polls, boolean announced, boolean stuck) {

        Progress polled() {
            return new Progress(sentAt, acceptedAt, resumed, polls + 1, announced, stuck);
        }

        Progress withAnnounced() {
            return new Progress(sentAt, acceptedAt, resumed, polls, true, stuck);
        }

        Progress withStuck() {
            return new Progress(sentAt, acceptedAt, resumed, polls, announced, true);
        }
    }

    /** The journal is being told of it; nothing was sent yet. */
    record Preparing(Facts facts) implements Submission {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.empty();
        }
    }

    /**
     * The journal said that it was prepared, and nobody knows how far it came: it is read when due. {@code missing} counts reads
     * that did not find it.
     */
    record Adopting(
            Facts facts,
            int failures,
            int missing,
            @Nullable Instant due) implements Submission {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.ofNullable(due);
        }
    }

    /** The request is out, or waits to be repeated after {@code failures} failures. */
    record Submitting(
            Facts facts,
            int failures,
            Instant sentAt,
            @Nullable Instant due) implements Submission {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.ofNullable(due);
        }
    }

    /**
     * The pool takes no tasks at present, or there is no place for another request; it is sent when due and when there is a place, and
     * until then leaves room to others.
     */
    record Parked(Facts facts, int failures, Instant due) implements Submission {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(due);
        }
    }

    /** The platform has the operation; it is read again when due. {@code missing} counts reads that did not find it. */
    record Running(
            Facts facts,
            Progress progress,
            int failures,
            int missing,
            @Nullable Instant due) implements Submission {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.ofNullable(due);
        }
    }

    /**
     * The operation has ended; its log is read and its results are published. {@code readings} counts logs that were read to
     * their end and did not mention every record.
     */
    record Collecting(
            Facts facts,
            Progress progress,
            Operation operation,
            int failures,
            int readings,
            @Nullable Instant due) implements Submission {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.ofNullable(due);
        }
    }

    /**
     * Its results are being committed, or are so when due.
     *
     * @param results what is committed
     * @param tally what becomes of its records
     * @param settled records that have their end by it
     * @param next the operations that take the others
     */
    record Settling(
            Facts facts,
            Effect.Commit results,
            Tally tally,
            OffsetSet settled,
            List<Facts> next,
            int failures,
            @Nullable Instant due)
            implements Submission {
        public Settling {
            next = List.copyOf(next);
        }

        @Override
        public Optional<Instant> dueAt() {
            return Optional.ofNullable(due);
        }
    }
}
