package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.TaskId;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/** The tasks of one pool in the order of creation, which is the order of their ids; so ids are found by bisection. */
final class PoolTasks {
    private final long number;
    private final List<CreatedTask> tasks = new ArrayList<>();
    private final List<String> ids = new IdTexts(tasks);

    PoolTasks(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    int size() {
        return tasks.size();
    }

    CreatedTask at(int index) {
        return tasks.get(index);
    }

    void add(CreatedTask task) {
        tasks.add(task);
    }

    Optional<CreatedTask> task(TaskId id) {
        int index = Collections.binarySearch(ids, id.toString());
        return index < 0 ? Optional.empty() : Optional.of(tasks.get(index));
    }

    void replace(CreatedTask task) {
        tasks.set(Collections.binarySearch(ids, task.id().toString()), task);
    }

    ListQuery.Page<CreatedTask> select(ListQuery query) {
        int from = 0;
        int to = tasks.size();
        for (ListQuery.Range range : query.ranges()) {
            if (range.field().equals("id")) {
                int found = Collections.binarySearch(ids, range.limit());
                int place = found < 0 ? -found - 1 : found;
                switch (range.bound()) {
                    case GT, GTE -> from = Math.max(from, place);
                    case LT, LTE -> to = Math.min(to, found < 0 ? place : place + 1);
                }
            }
        }
        // The query itself still decides about the tasks at the ends.
        List<CreatedTask> within = from < to ? tasks.subList(from, to) : List.of();
        return query.selectOrdered(within, CreatedTask::key);
    }

    private static final class IdTexts extends AbstractList<String> implements RandomAccess {
        private final List<CreatedTask> tasks;

        IdTexts(List<CreatedTask> tasks) {
            this.tasks = tasks;
        }

        @Override
        public String get(int index) {
            return tasks.get(index).id().toString();
        }

        @Override
        public int size() {
            return tasks.size();
        }
    }
}
