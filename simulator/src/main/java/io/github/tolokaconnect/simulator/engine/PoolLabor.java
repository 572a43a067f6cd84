package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.request.Overlap;
import io.github.tolokaconnect.simulator.request.TaskId;
import io.github.tolokaconnect.simulator.workforce.Crowd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far people have come with the tasks of one pool. They answer them in the order of creation, each as often as its overlap
 * says; then those again whose overlap was raised after their turn.
 */
final class PoolLabor {
    private final Pool pool;
    private final TaskStore store;
    private final Crowd crowd;
    private final BigDecimal reward;
    private final Duration closeDelay;
    private final AnswerHistory history = new AnswerHistory();
    // From each task on, until the next key, so many answers a task: one entry unless overlaps differ.
    private final TreeMap<Integer, Integer> given = new TreeMap<>();
    private final Map<Integer, Integer> givenLater = new HashMap<>();
    private final Set<Integer> raised = new LinkedHashSet<>();
    private int turn;
    private int answers;
    private boolean isShortOfPeople;
    private @Nullable Instant lastAnswer;
    private @Nullable Open open;

    /** A task whose turn it is: read once for all of its answers. */
    private record Open(int task, int capacity) {}

    PoolLabor(Pool pool, TaskStore store, Crowd crowd) {
        this.pool = pool;
        this.store = store;
        this.crowd = crowd;
        this.reward = Assignment.reward(pool);
        this.closeDelay = Duration.ofSeconds(
                pool.toJson().path("auto_close_after_complete_delay_seconds").asLong(0));
    }

    Pool pool() {
        return pool;
    }

    BigDecimal reward() {
        return reward;
    }

    AnswerHistory history() {
        return history;
    }

    /** Moves on to the next task that somebody is to answer, and can; false when there is none. */
    boolean seekWork() {
        for (Iterator<Integer> tasks = raised.iterator(); tasks.hasNext(); ) {
            int task = tasks.next();
            if (answered(task) < target(task)) {
                return true;
            }
            tasks.remove();
        }
        int size = store.size(pool.id());
        while (turn < size) {
            if (answers < target(turn)) {
                return true;
            }
            pass();
        }
        return false;
    }

    /** Gives the next answer; {@link #seekWork} must have found work. */
    AnswerHistory.Given answer(AnswerHistory.Slot slot) {
        AnswerHistory.Given answer;
        if (raised.isEmpty()) {
            answer = new AnswerHistory.Given(turn, answers, slot);
            answers++;
        } else {
            int task = raised.iterator().next();
            answer = new AnswerHistory.Given(task, answered(task), slot);
            givenLater.put(task, answered(task) + 1);
        }
        history.add(answer, target(answer.task()));
        lastAnswer = slot.instant();
        return answer;
    }

    /** Takes notice that the overlap of a task is another now. */
    void changed(TaskId id) {
        int task = indexOf(id);
        if (task < turn && answered(task) < target(task)) {
            raised.add(task);
        }
    }

    /** How many answers a task has got. */
    int answered(TaskId id) {
        return history.size() == 0 ? 0 : answered(indexOf(id));
    }

    /** When the pool closes by itself, if nothing more comes; null when it does not. */
    @Nullable
    Instant completesAt() {
        return lastAnswer == null || isShortOfPeople ? null : lastAnswer.plus(closeDelay);
    }

    int indexOf(TaskId id) {
        int low = 0;
        int high = store.size(pool.id()) - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (store.at(pool.id(), middle).id().compareTo(id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int answered(int task) {
        if (task >= turn) {
            return task == turn ? answers : 0;
        }
        Integer later = givenLater.get(task);
        return later == null ? before(task) : later;
    }

    private int before(int task) {
        Map.Entry<Integer, Integer> entry = given.floorEntry(task);
        return entry == null ? 0 : entry.getValue();
    }

    private void pass() {
        Overlap overlap = store.at(pool.id(), turn).overlap();
        if (!overlap.isInfinite() && answers < overlap.count()) {
            isShortOfPeople = true;
        }
        if (given.isEmpty() || given.lastEntry().getValue() != answers) {
            given.put(turn, answers);
        }
        turn++;
        answers = 0;
    }

    /** How many people are to answer a task, no more than there are. */
    private int target(int task) {
        CreatedTask created = store.at(pool.id(), task);
        if (open == null || open.task() != task) {
            open = new Open(task, crowd.capacity(created.source().object()));
        }
        Overlap overlap = created.overlap();
        return overlap.isInfinite() ? open.capacity() : Math.min(open.capacity(), overlap.count());
    }
}
