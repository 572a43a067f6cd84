package io.github.tolokaconnect.simulator.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which answers the tasks of one pool got, and when, in the order in which they were given.
 *
 * <p>People go through a pool task by task at a steady pace, so answers come in long stretches each of which follows from its
 * first: from one to the next, the number of the answer goes up by one, or the next task begins, and the same time passes. Only
 * the stretches are kept. A pool that is answered in one go has one, however many tasks it has; where work breaks off and begins
 * anew, a stretch ends.
 */
final class AnswerHistory {
    private final List<Stretch> stretches = new ArrayList<>();
    private long size;

    /**
     * An answer that was given.
     *
     * @param task the index of the task in its pool
     * @param number how many answers the task had before
     * @param slot when it was given
     */
    record Given(int task, int number, Slot slot) {}

    /**
     * One of the instants at which answers are given.
     *
     * @param shift when the shift began
     * @param count how many intervals have passed since, at least 1
     * @param intervalNanos the time from one answer to the next
     */
    record Slot(Instant shift, long count, long intervalNanos) {
        private static final long NANOS = 1_000_000;

        /** The first full millisecond at or after the instant itself: time in the API has no smaller unit. */
        Instant instant() {
            return shift.plusMillis(Math.floorDiv(count * intervalNanos + NANOS - 1, NANOS));
        }

        Slot next() {
            return new Slot(shift, count + 1, intervalNanos);
        }
    }

    long size() {
        return size;
    }

    /** @param perTask how many answers a task of this stretch is going to get, as far as anybody knows */
    void add(Given given, int perTask) {
        Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last == null || !last.tryExtend(given)) {
            stretches.add(new Stretch(size, given, Math.max(perTask, given.number() + 1)));
        }
        size++;
    }

    /** The answer at this place, from 0 to less than the size. */
    Given at(long ordinal) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stretches.get(middle).first <= ordinal) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Stretch stretch = stretches.get(low);
        return stretch.at(ordinal - stretch.first);
    }

    /** Where the answers to one task are, in ascending order. */
    List<Long> ordinalsOf(int task) {
        List<Long> ordinals = new ArrayList<>();
        for (Stretch stretch : stretches) {
            long from = Math.max(0, stretch.placeOf(task));
            long to = Math.min(stretch.count, stretch.placeOf(task + 1));
            for (long place = from; place < to; place++) {
                ordinals.add(stretch.first + place);
            }
        }
        return ordinals;
    }

    private static final class Stretch {
        private final long first;
        private final Given start;
        private final int perTask;
        private long stride;
        private long count = 1;

        Stretch(long first, Given start, int perTask) {
            this.first = first;
            this.start = start;
            this.perTask = perTask;
        }

        boolean tryExtend(Given given) {
            if (count == 1) {
                stride = given.slot().count() - start.slot().count();
            }
            if (!given.equals(at(count))) {
                return false;
            }
            count++;
            return true;
        }

        Given at(long place) {
            long answers = start.number() + place;
            Slot slot = start.slot();
            return new Given(
                    (int) (start.task() + answers / perTask),
                    (int) (answers % perTask),
                    new Slot(slot.shift(), slot.count() + place * stride, slot.intervalNanos()));
        }

        /** Where the answers to a task would begin; outside of the stretch if it has none. */
        long placeOf(int task) {
            return (long) (task - start.task()) * perTask - start.number();
        }
    }
}
