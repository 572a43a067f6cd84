package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.request.Item;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of an operation, in a size that does not depend on the number of its entries: what it speaks of is in the spills.
 *
 * @param invalid items that were not created
 * @param created tasks that were, null if none was to be
 * @param others entries about pools; seldom any
 * @param seed where the order of the entries comes from
 */
record OperationLog(InvalidItems invalid, @Nullable TaskBatch created, List<LogEntry> others, long seed) {
    OperationLog {
        others = List.copyOf(others);
    }

    /**
     * One entry per item that was created or is invalid, in no useful order, which is the same each time. An entry is fetched when
     * it is read. Any thread may read the list, one at a time.
     */
    List<LogEntry> entries() {
        return new Entries(this);
    }

    private static final class Entries extends AbstractList<LogEntry> {
        private final List<Item.Invalid> invalid;
        private final List<CreatedTask> created;
        private final List<LogEntry> others;
        private final int[] order;

        Entries(OperationLog log) {
            this.invalid = log.invalid.items();
            this.created = log.created == null ? List.of() : log.created.asCreated();
            this.others = log.others;
            this.order = Chance.of(log.seed).permutation(invalid.size() + created.size() + others.size());
        }

        @Override
        public LogEntry get(int index) {
            int place = order[index];
            if (place < invalid.size()) {
                return new LogEntry.Invalid(invalid.get(place));
            }
            place -= invalid.size();
            return place < created.size()
                    ? new LogEntry.Created(created.get(place))
                    : others.get(place - created.size());
        }

        @Override
        public int size() {
            return order.length;
        }
    }
}
