package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.spill.SpillException;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen by itself, in the order in which it is due; what is due at one instant, in the order of its entry. */
final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
    private long entered;

    /** Something that happens by itself; it may enter more. */
    @FunctionalInterface
    interface Action {
        /** Lets it happen at the instant at which it was due. */
        void happen(Instant due);
    }

    private record Entry(Instant due, long order, Action action) {}

    void enter(Instant due, Action action) {
        entries.add(new Entry(due, entered, action));
        entered++;
    }

    /** Lets everything happen that is due by {@code now}. What fails stays entered, and with it all that comes after. */
    void advance(Instant now) {
        while (!entries.isEmpty() && !entries.peek().due().isAfter(now)) {
            Entry next = entries.remove();
            try {
                next.action().happen(next.due());
            } catch (SpillException e) {
                entries.add(next);
                throw e;
            }
        }
    }
}
