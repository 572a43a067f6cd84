package io.github.tolokaconnect.connector.journal;

import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says about one source topic-partition.
 *
 * @param epoch its epoch, from 0
 * @param frontier every record below it is settled; absent if nothing is known
 * @param settled records above the frontier that are settled
 * @param open operations that are prepared and not done, oldest first
 * @param ended keys of entries that are to be forgotten once the frontier has passed the offset
 * @param topicId id of the source topic as last seen; absent if none was
 * @param recreatedIn the last epoch that began because the topic was created anew; records of operations prepared in an earlier
 *     one are gone; 0 if that never happened
 * @param committed an offset that the consumer group certainly had committed in this epoch; absent if none is known
 * @param day the UTC day to which {@code tasksToday} belongs; absent if there was none
 * @param tasksToday tasks sent on that day
 */
public record Recovered(
        int epoch,
        @Nullable Long frontier,
        OffsetSet settled,
        List<Prepared> open,
        Map<JournalKey, Long> ended,
        @Nullable String topicId,
        int recreatedIn,
        @Nullable Long committed,
        @Nullable LocalDate day,
        long tasksToday) {

    /** The journal never heard of the topic-partition. */
    public static final Recovered NOTHING =
            new Recovered(0, null, OffsetSet.EMPTY, List.of(), Map.of(), null, 0, null, null, 0);

    public Recovered {
        open = List.copyOf(open);
        ended = Map.copyOf(ended);
    }
}
