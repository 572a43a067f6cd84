package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.Overlap;
import io.github.tolokaconnect.simulator.request.Slice;
import io.github.tolokaconnect.simulator.request.TaskId;
import io.github.tolokaconnect.simulator.spill.Append;
import io.github.tolokaconnect.simulator.spill.Spill;
import io.github.tolokaconnect.simulator.spill.SpillDirectory;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that exist, and which of them are duplicates.
 *
 * <p>A task is known by its ordinal: how many were created before it. Its bytes and its {@link TaskRecord} are in spills; in memory
 * are a slot of {@link FirstTasks}, its part in a run of {@link PoolTasks}, two ints if it is a duplicate, and what was changed of
 * it since. Nothing has happened when a spill cannot be written: what is in memory changes last.
 */
final class TaskStore implements AutoCloseable {
    static final int SERIAL_BITS = 40;
    private static final long ORDINALS = (1L << SERIAL_BITS) - 1;

    private final TaskIndex index;
    private final Spill bodies;
    private final Map<PoolId, PoolTasks> byPool = new LinkedHashMap<>();
    private final FirstTasks firstTasks;
    private final IntSequence duplicates = new IntSequence();
    private final IntSequence firstOfDuplicates = new IntSequence();
    private final Map<Integer, Change> changes = new HashMap<>();
    private final long serialPrefix;
    /**
     * The ids of operations that are no UUIDs, by what they are kept as; seldom any. The engine's thread replaces it, and those that
     * write replies read it.
     */
    private volatile Map<OperationId, OperationId> namedIds = Map.of();

    private int created;

    private record Change(Overlap overlap, @Nullable ObjectNode fields) {}

    TaskStore(SpillDirectory directory, Chance chance) {
        this.index = new TaskIndex(directory);
        this.bodies = new Spill(directory);
        this.firstTasks = new FirstTasks(ordinal -> index.record(ordinal).fingerprint());
        this.serialPrefix = chance.bits(Long.SIZE - SERIAL_BITS) << SERIAL_BITS;
    }

    /**
     * Creates {@code items} in this order; those of one pool should stand together.
     *
     * @throws io.github.tolokaconnect.simulator.spill.SpillException if they cannot be kept; none has been created then
     */
    TaskBatch create(List<Item.Valid> items, Instant now, @Nullable OperationId operationId) {
        if (items.size() > Integer.MAX_VALUE - created) {
            throw new IllegalStateException(
                    "a simulation holds at most " + Integer.MAX_VALUE + " tasks; start another one");
        }
        write(items, now, operationId == null ? null : kept(operationId));
        TaskBatch batch = new TaskBatch(this, created, items.size());
        for (Item.Valid item : items) {
            int ordinal = created;
            byPool.computeIfAbsent(item.pool(), ignored -> new PoolTasks()).add(ordinal, 1);
            firstTasks.findOrEnter(item.fingerprint(), ordinal).ifPresent(first -> {
                firstOfDuplicates.append(first);
                duplicates.append(ordinal);
            });
            created++;
        }
        return batch;
    }

    private OperationId kept(OperationId id) {
        OperationId key = TaskRecord.key(id);
        if (!key.equals(id) && !namedIds.containsKey(key)) {
            Map<OperationId, OperationId> more = new HashMap<>(namedIds);
            more.put(key, id);
            namedIds = Map.copyOf(more);
        }
        return key;
    }

    private @Nullable OperationId operationId(TaskRecord record) {
        OperationId key = record.operationId();
        return key == null ? null : namedIds.getOrDefault(key, key);
    }

    private void write(List<Item.Valid> items, Instant now, @Nullable OperationId operationId) {
        Append sources = bodies.append();
        Append records = index.append();
        for (Item.Valid item : items) {
            long position = sources.position();
            sources.put(item.source().buffer());
            records.put(TaskRecord.write(
                    position,
                    (int) (sources.position() - position),
                    item.overlap(),
                    now,
                    Long.parseLong(item.pool().value()),
                    operationId,
                    item.fingerprint()));
        }
        sources.commit();
        records.commit();
    }

    Optional<CreatedTask> task(TaskId id) {
        long ordinal = id.serial() & ORDINALS;
        if ((id.serial() & ~ORDINALS) != serialPrefix || ordinal >= created) {
            return Optional.empty();
        }
        CreatedTask task = task((int) ordinal, index.record((int) ordinal));
        return task.id().equals(id) ? Optional.of(task) : Optional.empty();
    }

    /** Puts {@code task} in the place of the one with the same id, which must exist. */
    void replace(CreatedTask task) {
        changes.put(ordinal(task), new Change(task.overlap(), task.changes()));
    }

    /** How many tasks the pool has; none if there is no such pool. */
    int size(PoolId pool) {
        PoolTasks tasks = byPool.get(pool);
        return tasks == null ? 0 : tasks.size();
    }

    /** The task of the pool that was created as number {@code index}, counted from 0, below {@link #size(PoolId)}. */
    CreatedTask at(PoolId pool, int index) {
        PoolTasks tasks = byPool.get(pool);
        int ordinal = Objects.requireNonNull(tasks, () -> "pool " + pool + " has no tasks")
                .ordinal(index);
        return task(ordinal, this.index.record(ordinal));
    }

    ListQuery.Page<CreatedTask> select(PoolId pool, ListQuery query) {
        PoolTasks tasks = byPool.get(pool);
        return tasks == null ? new ListQuery.Page<>(List.of(), false) : new TaskSelection(this, tasks).page(query);
    }

    long size() {
        return created;
    }

    Map<String, Long> sizes() {
        Map<String, Long> sizes = new HashMap<>();
        byPool.forEach((id, tasks) -> sizes.put(id.value(), (long) tasks.size()));
        return sizes;
    }

    int duplicateCount() {
        return duplicates.size();
    }

    /** The duplicates there are now, in the order of their creation; each is fetched when it is read. */
    List<Duplicate> duplicates() {
        return new DuplicateList(this, firstOfDuplicates.toArray(), duplicates.toArray());
    }

    TaskIndex index() {
        return index;
    }

    Spill bodies() {
        return bodies;
    }

    /** The task as it is now. */
    CreatedTask task(int ordinal, TaskRecord record) {
        CreatedTask task = asCreated(ordinal, record, sourceOf(record));
        Change change = changes.get(ordinal);
        return change == null ? task : task.changed(change.overlap(), change.fields());
    }

    /** The task as it was created, fetched from {@code source}. Any thread. */
    CreatedTask asCreated(int ordinal, TaskRecord record, TaskSource source) {
        return new CreatedTask(
                id(ordinal, record),
                record.pool(),
                source,
                record.created(),
                record.overlap(),
                operationId(record),
                null);
    }

    /** The task as it was created. Any thread. */
    CreatedTask asCreated(int ordinal) {
        TaskRecord record = index.record(ordinal);
        return asCreated(ordinal, record, sourceOf(record));
    }

    TaskId id(int ordinal, TaskRecord record) {
        return new TaskId(record.poolNumber(), (int) record.created().getEpochSecond(), serialPrefix | ordinal);
    }

    /** The overlap that the task has now. */
    Overlap overlap(int ordinal, TaskRecord record) {
        Change change = changes.get(ordinal);
        return change == null ? record.overlap() : change.overlap();
    }

    private TaskSource sourceOf(TaskRecord record) {
        long position = record.position();
        int length = record.length();
        return () -> Slice.of(bodies.read(position, length));
    }

    private static int ordinal(CreatedTask task) {
        return (int) (task.id().serial() & ORDINALS);
    }

    @Override
    public void close() {
        index.close();
        bodies.close();
    }
}
