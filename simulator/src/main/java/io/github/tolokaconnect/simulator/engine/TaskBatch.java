package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.request.Slice;
import io.github.tolokaconnect.simulator.spill.Window;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/**
 * Tasks that were created together: their ordinals, and where their bytes are, follow one another.
 *
 * @param first the ordinal of the first one
 */
record TaskBatch(TaskStore store, int first, int size) {
    /**
     * The tasks as they were created, whatever was changed of them since; each is fetched when it is read. Any thread may read the
     * list, one at a time.
     */
    List<CreatedTask> asCreated() {
        return size == 0 ? List.of() : new Tasks(this);
    }

    private static final class Tasks extends AbstractList<CreatedTask> {
        private final TaskBatch batch;
        private final Window records;
        private final Window sources;

        Tasks(TaskBatch batch) {
            this.batch = batch;
            this.records = batch.store.index().window(batch.first, batch.size);
            long start = record(0).position();
            this.sources = new Window(
                    batch.store.bodies(), start, record(batch.size - 1).end() - start);
        }

        @Override
        public CreatedTask get(int index) {
            TaskRecord record = record(Objects.checkIndex(index, batch.size));
            return batch.store.asCreated(
                    batch.first + index, record, () -> Slice.of(sources.read(record.position(), record.length())));
        }

        @Override
        public int size() {
            return batch.size;
        }

        private TaskRecord record(int index) {
            return TaskIndex.record(records, batch.first + index);
        }
    }
}
