package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ListQuery;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers one query for the tasks of a pool.
 *
 * <p>In the order of creation both ids and dates go up, and nothing else can be sorted by. So ranges of these are found by
 * bisection, every order is a way to walk through what is between them, and the walk ends with the page. Only a filter by overlap
 * has to look at tasks that it does not show, and then at their records alone.
 */
final class TaskSelection {
    private static final Set<String> ASCENDING = Set.of("id", "created");

    private final TaskStore store;
    private final PoolTasks tasks;
    private final TaskIndex.Scan scan;

    private record Row(int ordinal, TaskRecord record) {}

    TaskSelection(TaskStore store, PoolTasks tasks) {
        this.store = store;
        this.tasks = tasks;
        this.scan = store.index().scan();
    }

    ListQuery.Page<CreatedTask> page(ListQuery query) {
        int from = 0;
        int to = tasks.size();
        for (ListQuery.Range range : query.ranges()) {
            if (ASCENDING.contains(range.field())) {
                boolean isLower = range.bound() == ListQuery.Bound.GT || range.bound() == ListQuery.Bound.GTE;
                int edge = bisect(from, to, index -> isLower != range.admits(key(row(index), range.field())));
                from = isLower ? edge : from;
                to = isLower ? to : edge;
            }
        }
        ListQuery.Page<Row> rows =
                query.selectOrdered(walk(from, to, query.sort()).mapToObj(this::row), this::key);
        return new ListQuery.Page<>(
                rows.rows().stream()
                        .map(row -> store.task(row.ordinal(), row.record()))
                        .toList(),
                rows.hasMore());
    }

    private IntStream walk(int from, int to, List<ListQuery.Sort> sort) {
        if (sort.isEmpty()) {
            return IntStream.range(from, to);
        }
        ListQuery.Sort main = sort.get(0);
        // No two tasks have the same id, so what comes after it does not matter.
        ListQuery.Sort ties =
                sort.stream().filter(by -> by.field().equals("id")).findFirst().orElse(main);
        if (main.field().equals("id") || ties.isDescending() == main.isDescending()) {
            return walk(from, to, main.isDescending());
        }
        return main.isDescending() ? dateGroupsDownwards(from, to) : dateGroupsUpwards(from, to);
    }

    private static IntStream walk(int from, int to, boolean isDescending) {
        return isDescending ? IntStream.range(0, to - from).map(step -> to - 1 - step) : IntStream.range(from, to);
    }

    /** Dates go up, ids of one date go down. */
    private IntStream dateGroupsUpwards(int from, int to) {
        return IntStream.iterate(from, start -> start < to, start -> groupEnd(start, to))
                .flatMap(start -> walk(start, groupEnd(start, to), true));
    }

    /** Dates go down, ids of one date go up. */
    private IntStream dateGroupsDownwards(int from, int to) {
        return IntStream.iterate(to, end -> end > from, end -> groupStart(from, end))
                .flatMap(end -> walk(groupStart(from, end), end, false));
    }

    private int groupEnd(int start, int to) {
        String date = date(start);
        return bisect(start, to, index -> date(index).equals(date));
    }

    private int groupStart(int from, int end) {
        String date = date(end - 1);
        return bisect(from, end, index -> !date(index).equals(date));
    }

    private String date(int index) {
        return Wire.date(row(index).record().created());
    }

    /** The first of {@code from} to {@code to} that is not before the edge, {@code to} if all are. */
    private static int bisect(int from, int to, IntPredicate isBefore) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore.test(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Row row(int index) {
        int ordinal = tasks.ordinal(index);
        return new Row(ordinal, scan.record(ordinal));
    }

    private @Nullable String key(Row row, String field) {
        return switch (field) {
            case "id" -> store.id(row.ordinal(), row.record()).toString();
            case "created" -> Wire.date(row.record().created());
            case "overlap" -> overlapKey(row);
            default -> null;
        };
    }

    private @Nullable String overlapKey(Row row) {
        var overlap = store.overlap(row.ordinal(), row.record());
        return overlap.isInfinite() ? null : ListQuery.numberKey(overlap.count());
    }
}
