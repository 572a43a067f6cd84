package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.Fingerprint;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks that exist, and which of them are duplicates. */
final class TaskStore {
    private static final int SERIAL_BITS = 40;

    private final Map<PoolId, PoolTasks> byPool = new LinkedHashMap<>();
    private final Map<Long, PoolTasks> byNumber = new HashMap<>();
    private final Map<Fingerprint, CreatedTask> firsts = new HashMap<>();
    private final List<Duplicate> duplicates = new ArrayList<>();
    private final long serialPrefix;
    private long created;

    TaskStore(Chance chance) {
        this.serialPrefix = chance.bits(Long.SIZE - SERIAL_BITS) << SERIAL_BITS;
    }

    CreatedTask create(Item.Valid item, Instant now, @Nullable OperationId operationId) {
        PoolTasks pool = pool(item.pool());
        TaskId id = new TaskId(pool.number(), (int) now.getEpochSecond(), serialPrefix | created);
        created++;
        CreatedTask task = new CreatedTask(id, item.pool(), item.source(), now, item.overlap(), operationId, null);
        pool.add(task);
        CreatedTask first = firsts.putIfAbsent(item.fingerprint(), task);
        if (first != null) {
            duplicates.add(Duplicate.of(first, task));
        }
        return task;
    }

    Optional<CreatedTask> task(TaskId id) {
        PoolTasks pool = byNumber.get(id.pool());
        return pool == null ? Optional.empty() : pool.task(id);
    }

    /** Puts {@code task} in the place of the one with the same id, which must exist. */
    void replace(CreatedTask task) {
        pool(task.pool()).replace(task);
    }

    /** How many tasks the pool has. */
    int size(PoolId id) {
        PoolTasks pool = byPool.get(id);
        return pool == null ? 0 : pool.size();
    }

    ListQuery.Page<CreatedTask> select(PoolId id, ListQuery query) {
        PoolTasks pool = byPool.get(id);
        return pool == null ? new ListQuery.Page<>(List.of(), false) : pool.select(query);
    }

    long size() {
        return created;
    }

    Map<String, Long> sizes() {
        Map<String, Long> sizes = new HashMap<>();
        byPool.forEach((id, pool) -> {
            if (pool.size() > 0) {
                sizes.put(id.value(), (long) pool.size());
            }
        });
        return sizes;
    }

    List<Duplicate> duplicates() {
        return Collections.unmodifiableList(duplicates);
    }

    private PoolTasks pool(PoolId id) {
        return byPool.computeIfAbsent(id, ignored -> {
            PoolTasks tasks = new PoolTasks(id.number());
            byNumber.put(id.number(), tasks);
            return tasks;
        });
    }
}
