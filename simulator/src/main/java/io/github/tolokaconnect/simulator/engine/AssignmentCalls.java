package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.TaskId;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.stream.IntStream;

/** Answers the calls about assignments. */
final class AssignmentCalls {
    private static final Set<String> VERDICTS = Set.of("accepted", "rejected");

    private final TaskStore store;
    private final Labor labor;
    private final Refusals refusals;

    AssignmentCalls(TaskStore store, Labor labor, Refusals refusals) {
        this.store = store;
        this.labor = labor;
        this.refusals = refusals;
    }

    Reply answer(Call.AssignmentCall call) {
        if (call instanceof Call.ReadAssignment read) {
            return refusals.found(labor.assignment(read.id()), assignment -> Reply.of(200, assignment.toJson()));
        } else if (call instanceof Call.ListAssignments list) {
            return page(ofPool(list.pool(), list.query()), list.query());
        } else if (call instanceof Call.ListAssignmentsOfTask list) {
            TaskId task = list.isSuite() ? Assignment.counterpart(list.id()) : list.id();
            return page(store.task(task).map(labor::assignments).orElse(List.of()), list.query());
        }
        throw new AssertionError(call);
    }

    /** Assignments are in ascending order of their ids and of when they began and ended; so a page costs little more than its rows. */
    private static Reply page(List<Assignment> assignments, ListQuery query) {
        boolean isDescending = !query.sort().isEmpty() && query.sort().get(0).isDescending();
        // Of accepted and rejected, an assignment has one only.
        boolean isWalked = query.sort().stream()
                .allMatch(by -> by.isDescending() == isDescending && !VERDICTS.contains(by.field()));
        int last = assignments.size() - 1;
        return Reply.page(
                isWalked
                        ? query.selectOrdered(
                                IntStream.rangeClosed(0, last)
                                        .mapToObj(index -> assignments.get(isDescending ? last - index : index)),
                                Assignment::key)
                        : query.select(assignments, Assignment::key),
                Assignment::toJson);
    }

    private List<Assignment> ofPool(PoolId pool, ListQuery query) {
        List<Assignment> all = new Assignments(pool, (int) labor.size(pool));
        int from = 0;
        int to = all.size();
        for (ListQuery.Range range : query.ranges()) {
            switch (range.bound()) {
                case GT, GTE -> from = Math.max(from, place(all, range, range.bound() == ListQuery.Bound.GT));
                case LT, LTE -> to = Math.min(to, place(all, range, range.bound() == ListQuery.Bound.LTE));
            }
        }
        return from < to ? all.subList(from, to) : List.of();
    }

    /** The first place whose key is at the limit or above it; only above it when {@code isAbove}. */
    private static int place(List<Assignment> all, ListQuery.Range range, boolean isAbove) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int comparison = all.get(middle).orderedKey(range.field()).compareTo(range.limit());
            if (isAbove ? comparison <= 0 : comparison < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The assignments of a pool, each made when somebody looks at it. */
    private final class Assignments extends AbstractList<Assignment> implements RandomAccess {
        private final PoolId pool;
        private final int size;

        Assignments(PoolId pool, int size) {
            this.pool = pool;
            this.size = size;
        }

        @Override
        public Assignment get(int index) {
            return labor.assignment(pool, index);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
