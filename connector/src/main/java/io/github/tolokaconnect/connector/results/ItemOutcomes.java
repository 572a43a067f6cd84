package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.connector.delivery.Tally;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each item of an operation: the first word about an item counts and is handed on at once, so that nothing
 * but a bit per item is kept. For one thread at a time.
 */
final class ItemOutcomes {
    private final int size;
    private final Sink sink;
    private final BitSet known = new BitSet();
    private final Map<String, Integer> rejectedByCode = new HashMap<>();
    private int created;
    private int rejected;

    ItemOutcomes(int size, Sink sink) {
        this.size = size;
        this.sink = sink;
    }

    /** Receives each item's outcome, once. */
    interface Sink {
        void created(int index, TaskId task);

        void rejected(int index, @Nullable String logType, Rejection why);
    }

    void created(int index, TaskId task) {
        if (isNews(index)) {
            created++;
            sink.created(index, task);
        }
    }

    void rejected(int index, @Nullable String logType, Rejection why) {
        if (isNews(index)) {
            rejected++;
            rejectedByCode.merge(why.errors().get(0).code(), 1, Integer::sum);
            sink.rejected(index, logType, why);
        }
    }

    /** Items of which nothing is known, in ascending order; a list of its own. */
    List<Integer> open() {
        var open = new BitSet(size);
        open.set(0, size);
        open.andNot(known);
        return open.stream().boxed().toList();
    }

    int createdCount() {
        return created;
    }

    int rejectedCount() {
        return rejected;
    }

    /** How many items were rejected, by the code of their first error. */
    Map<String, Integer> rejectedByCode() {
        return rejectedByCode;
    }

    Tally tally() {
        return new Tally(created, rejected);
    }

    private boolean isNews(int index) {
        boolean news = !known.get(index);
        known.set(index);
        return news;
    }
}
