package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.request.TaskId;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Lets people answer the tasks of the open pools, one answer an interval, the pools in turn.
 *
 * <p>They work in shifts. A shift begins when there is work and nobody is at it, and ends when no open pool has any left; the
 * agenda knows only the next answer of the shift, so that an idle simulation has nothing to do. When the outbox is full, the
 * shift ends too, and the next begins when it is not.
 */
final class Labor {
    // How long a person has a task in hand, at most.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Workforce workforce;
    private final Assignment.Labels labels;
    private final Agenda agenda;
    private final TaskStore store;
    private final PoolBoard board;
    private final PoolLimits limits;
    private final Account account;
    private final Outbox outbox;
    private final long serialPrefix;
    private final Map<PoolId, PoolLabor> pools = new LinkedHashMap<>();
    private final Set<PoolId> closing = new HashSet<>();
    private boolean isShift;
    private int nextPool;
    private long answers;

    Labor(
            Workforce workforce,
            Assignment.Labels labels,
            Agenda agenda,
            TaskStore store,
            PoolBoard board,
            PoolLimits limits,
            Account account,
            Outbox outbox,
            Chance chance) {
        this.workforce = workforce;
        this.labels = labels;
        this.agenda = agenda;
        this.store = store;
        this.board = board;
        this.limits = limits;
        this.account = account;
        this.outbox = outbox;
        this.serialPrefix = chance.bits(Long.SIZE - TaskStore.SERIAL_BITS) << TaskStore.SERIAL_BITS;
    }

    /** Begins a shift if there is work and nobody is at it. */
    void wake(Instant now) {
        if (!workforce.isWorking() || isShift || outbox.isFull()) {
            return;
        }
        if (board.pools().stream().anyMatch(pool -> seekWork(pool, now))) {
            isShift = true;
            enter(new AnswerHistory.Slot(now, 1, workforce.interval().toNanos()));
        }
    }

    /** Takes notice that the overlap of a task is another now. */
    void changed(CreatedTask task) {
        PoolLabor labor = pools.get(task.pool());
        if (labor != null) {
            labor.changed(task.id());
        }
    }

    /** How many answers a task has got. */
    int answered(CreatedTask task) {
        PoolLabor labor = pools.get(task.pool());
        return labor == null ? 0 : labor.answered(task.id());
    }

    /** How many answers there are. */
    long size() {
        return answers;
    }

    /** How many answers the tasks of a pool have got. */
    long size(PoolId pool) {
        PoolLabor labor = pools.get(pool);
        return labor == null ? 0 : labor.history().size();
    }

    /** The answer at this place among those of the pool, from 0 to less than their number. */
    Assignment assignment(PoolId pool, long ordinal) {
        PoolLabor labor = Objects.requireNonNull(pools.get(pool), () -> "pool " + pool + " has no answers");
        AnswerHistory.Given given = labor.history().at(ordinal);
        CreatedTask task = store.at(pool, given.task());
        Instant submitted = given.slot().instant();
        // People take the next task when they hand in the last, so what is created first is also submitted first.
        Instant created = later(task.created(), submitted.minus(LONGEST));
        if (ordinal > 0) {
            created = later(created, labor.history().at(ordinal - 1).slot().instant());
        }
        TaskId id = new TaskId(labor.pool().number(), (int) submitted.getEpochSecond(), serialPrefix | ordinal);
        return new Assignment(labels, id, labor.pool(), task, given.number(), created, submitted);
    }

    Optional<Assignment> assignment(TaskId id) {
        long ordinal = id.serial() & ((1L << TaskStore.SERIAL_BITS) - 1);
        return pools.values().stream()
                .filter(labor -> labor.pool().number() == id.pool()
                        && ordinal < labor.history().size())
                .map(labor -> assignment(labor.pool().id(), ordinal))
                .filter(assignment -> assignment.id().equals(id))
                .findFirst();
    }

    /** The answers to one task, in the order in which they were given. */
    List<Assignment> assignments(CreatedTask task) {
        List<Assignment> found = new ArrayList<>();
        PoolLabor labor = pools.get(task.pool());
        if (labor != null) {
            for (Long ordinal : labor.history().ordinalsOf(labor.indexOf(task.id()))) {
                found.add(assignment(task.pool(), ordinal));
            }
        }
        return found;
    }

    private void enter(AnswerHistory.Slot slot) {
        agenda.enter(slot.instant(), due -> work(slot));
    }

    private void work(AnswerHistory.Slot slot) {
        List<Pool> all = board.pools();
        for (int tries = 0; tries < all.size() && !outbox.isFull(); tries++) {
            Pool pool = all.get(nextPool % all.size());
            nextPool = (nextPool + 1) % all.size();
            if (seekWork(pool, slot.instant())) {
                answer(labor(pool), slot);
                enter(slot.next());
                return;
            }
        }
        isShift = false;
    }

    private void answer(PoolLabor labor, AnswerHistory.Slot slot) {
        labor.answer(slot);
        answers++;
        Assignment assignment = assignment(labor.pool().id(), labor.history().size() - 1);
        if (assignment.isAccepted()) {
            account.pay(labor.reward());
            board.closeForBalance(slot.instant());
        }
        board.touch(labor.pool(), slot.instant());
        outbox.answered(assignment);
        if (!labor.seekWork()) {
            awaitCompletion(labor, slot.instant());
        }
    }

    /** Closes the pool once it has had nothing to do for as long as it says; one entry of the agenda a pool at any time. */
    private void awaitCompletion(PoolLabor labor, Instant now) {
        Instant earliest = labor.completesAt();
        if (earliest != null && closing.add(labor.pool().id())) {
            agenda.enter(later(earliest, now), at -> complete(labor, at));
        }
    }

    private void complete(PoolLabor labor, Instant at) {
        closing.remove(labor.pool().id());
        Instant earliest = labor.completesAt();
        if (board.status(labor.pool()) != PoolStatus.OPEN || labor.seekWork() || earliest == null) {
            return;
        }
        if (at.isBefore(earliest)) {
            awaitCompletion(labor, at);
        } else {
            board.close(labor.pool(), at, CloseReason.COMPLETED);
        }
    }

    /** Whether the next answer of the pool can be given; an open pool that has work and no money for it is closed. */
    private boolean seekWork(Pool pool, Instant now) {
        if (board.status(pool) != PoolStatus.OPEN) {
            return false;
        }
        if (!labor(pool).seekWork()) {
            awaitCompletion(labor(pool), now);
            return false;
        }
        if (limits.maxAnswersPerPool() > 0 && size(pool.id()) >= limits.maxAnswersPerPool()) {
            board.close(pool, now, CloseReason.ASSIGNMENTS_LIMIT_EXCEEDED);
            return false;
        }
        if (!account.canPay(labor(pool).reward())) {
            board.close(pool, now, CloseReason.NOT_ENOUGH_BALANCE);
            return false;
        }
        return true;
    }

    private PoolLabor labor(Pool pool) {
        return pools.computeIfAbsent(pool.id(), id -> new PoolLabor(pool, store, labels.crowd()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
