package io.github.tolokaconnect.connector.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What is known about each item of an operation while one finds out. For one thread at a time. */
final class OutcomesByItem {
    private final int size;
    private final Map<Integer, ItemOutcome> known = new TreeMap<>();

    OutcomesByItem(int size) {
        this.size = size;
    }

    /** Takes an outcome, unless the item has one that weighs as much; an index that was never sent is not ours. */
    void take(int index, ItemOutcome outcome) {
        if (index >= 0 && index < size) {
            known.merge(index, outcome, (before, now) -> now.weight() > before.weight() ? now : before);
        }
    }

    /** Items of which nothing is known, ascending; a list of its own. */
    List<Integer> open() {
        return IntStream.range(0, size)
                .filter(index -> !known.containsKey(index))
                .boxed()
                .toList();
    }

    /** Items that certainly are no tasks and may be tried again; a list of its own. */
    List<Integer> retriable() {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof ItemOutcome.Retriable)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many items are tasks. */
    long created() {
        return known.values().stream()
                .filter(ItemOutcome.Created.class::isInstance)
                .count();
    }

    /**
     * The outcomes by index.
     *
     * @throws IllegalStateException if an item has none
     */
    List<ItemOutcome> all() {
        if (known.size() < size) {
            throw new IllegalStateException(size - known.size() + " of " + size + " items have no outcome");
        }
        return List.copyOf(known.values());
    }
}
