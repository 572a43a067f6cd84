package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.Lineage;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * An operation that the journal says is prepared and not done, waiting for its records to be delivered again. Records come in the
 * order of their offsets, so that one that was passed over can no longer be read.
 */
final class Adoption {
    private final Prepared prepared;
    private final boolean sourceIsGone;
    private final NavigableSet<Long> missing = new TreeSet<>();
    private final Map<Long, TaskItem> arrived = new HashMap<>();

    /**
     * An operation of the journal.
     *
     * @param sourceIsGone whether its records were in a topic that was deleted since
     * @param source what can still be read at all
     */
    Adoption(Prepared prepared, boolean sourceIsGone, SourceLog source) {
        this.prepared = prepared;
        this.sourceIsGone = sourceIsGone;
        long start = source.start() == null ? 0 : source.start();
        long end = source.end() == null ? Long.MAX_VALUE : source.end();
        if (!sourceIsGone) {
            prepared.offsets().stream()
                    .filter(offset -> offset >= start && offset < end)
                    .forEach(missing::add);
        }
    }

    Prepared prepared() {
        return prepared;
    }

    boolean sourceIsGone() {
        return sourceIsGone;
    }

    /** Whether a record is one of its own that has not come yet. */
    boolean awaits(long offset) {
        return missing.contains(offset);
    }

    /** Takes one of its records; what was refused this time stays part of the operation, without its payload. */
    void arrive(Intake record) {
        long offset = record.origin().offset();
        missing.remove(offset);
        arrived.put(
                offset,
                record instanceof Intake.Accepted accepted
                        ? accepted.task().in(prepared.pool())
                        : TaskItem.unreadable(record.origin(), prepared.pool()));
    }

    /** Takes note that nothing below {@code position} is still to come. */
    void passed(long position) {
        missing.headSet(position).clear();
    }

    /** The lowest record that is still to come. */
    OptionalLong lowestMissing() {
        return missing.isEmpty() ? OptionalLong.empty() : OptionalLong.of(missing.first());
    }

    boolean isComplete() {
        return missing.isEmpty();
    }

    /** Whether the record at {@code offset} came. */
    boolean hasArrived(long offset) {
        return arrived.containsKey(offset);
    }

    /** The tasks that came. */
    Stream<TaskItem> arrivedTasks() {
        return arrived.values().stream();
    }

    /** Its records in their recorded order; those that can no longer be read stand there by their coordinates alone. */
    MicroBatch batch() {
        var tasks = new ArrayList<TaskItem>();
        OffsetSet offsets = prepared.offsets();
        offsets.stream().forEach(offset -> {
            var task = arrived.get(offset);
            tasks.add(task == null ? TaskItem.unreadable(lost(offset), prepared.pool()) : task);
        });
        int bytes = tasks.stream().mapToInt(TaskItem::inputBytes).sum();
        TopicPartition source = prepared.source();
        return new MicroBatch(source, prepared.pool(), tasks, bytes, prepared.preparedAt(), prepared.preparedAt());
    }

    private RecordOrigin lost(long offset) {
        return new RecordOrigin(prepared.source(), offset, null, null, null, Lineage.UNKNOWN);
    }
}
