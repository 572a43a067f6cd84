package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.delivery.Findings;
import io.github.tolokaconnect.connector.delivery.MicroBatch;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an operation log says.
 *
 * @param items what became of each item, by its index
 * @param took how long reading took
 */
record LogFindings(List<ItemOutcome> items, int created, OffsetSet retriable, Duration took) implements Findings {

    /** Findings about the tasks of {@code batch}; {@code items} are in their order. */
    static LogFindings of(MicroBatch batch, List<ItemOutcome> items, Duration took) {
        long created =
                items.stream().filter(ItemOutcome.Created.class::isInstance).count();
        var retriable = IntStream.range(0, items.size())
                .filter(index -> items.get(index) instanceof ItemOutcome.Retriable)
                .mapToLong(index -> batch.tasks().get(index).origin().offset())
                .toArray();
        return new LogFindings(items, (int) created, OffsetSet.of(retriable), took);
    }
}
