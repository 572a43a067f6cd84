package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.monitor.OperationState;
import io.github.tolokaconnect.streams.monitor.Overview;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The totals in the API, with the time at which they were true. */
record OverviewView(
        String asOf,
        Operations operations,
        @Nullable Oldest oldestInFlight,
        Tasks tasks,
        List<Overview.Skipped> skippedEvents) {

    record Operations(long total, long inFlight, long stuck, long failed, long finished, Map<String, Long> byStatus) {}

    record Oldest(String operationId, String began, long ageMs) {}

    record Tasks(long created, long rejected, List<Overview.PoolTally> byPool) {}

    static OverviewView of(Overview overview, Instant now) {
        return new OverviewView(
                Json.time(now),
                operations(overview),
                oldest(overview.oldest(), now),
                new Tasks(
                        overview.pools().stream()
                                .mapToLong(Overview.PoolTally::created)
                                .sum(),
                        overview.pools().stream()
                                .mapToLong(Overview.PoolTally::rejected)
                                .sum(),
                        overview.pools()),
                overview.skipped());
    }

    private static Operations operations(Overview overview) {
        return new Operations(
                overview.byState().values().stream().mapToLong(Long::longValue).sum(),
                count(overview, OperationState.IN_FLIGHT),
                count(overview, OperationState.STUCK),
                count(overview, OperationState.FAILED),
                count(overview, OperationState.FINISHED),
                new TreeMap<>(overview.byStatus()));
    }

    private static long count(Overview overview, OperationState state) {
        return overview.byState().getOrDefault(state, 0L);
    }

    private static @Nullable Oldest oldest(Overview.@Nullable Oldest oldest, Instant now) {
        return oldest == null
                ? null
                : new Oldest(
                        oldest.id().toString(),
                        Json.time(oldest.began()),
                        OperationView.millisFrom(oldest.began(), now));
    }
}
