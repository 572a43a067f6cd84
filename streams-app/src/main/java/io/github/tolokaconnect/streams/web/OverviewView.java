package io.github.tolokaconnect.streams.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The totals in the API, with the time at which they were true, and which of them are older. */
record OverviewView(
        String asOf,
        FlowView flow,
        Operations operations,
        @Nullable Oldest oldestInFlight,
        AlertsView.Firing alerts,
        List<Stale> stale,
        List<String> missing) {

    /** How many operations; those that have not ended are counted up to 1,000 for each state and instance. */
    record Operations(long total, long inFlight, long stuck, long failed, long finished, Map<String, Long> byStatus) {}

    /** The operation that has been under way for longest. */
    record Oldest(String operationId, String pool, String began, long ageMs) {}

    /** Numbers that could not be read anew, and since when. */
    record Stale(String source, String since, String reason) {}

    /** What only this instance knows, for the others. */
    record Local(long inFlight, long stuck, @Nullable Oldest oldestInFlight, AlertsView.@Nullable Firing alerts) {}

    /** Whether anything but the time differs. */
    boolean saysSame(OverviewView other) {
        return flow.equals(other.flow)
                && operations.equals(other.operations)
                && alerts.equals(other.alerts)
                && stale.equals(other.stale)
                && missing.equals(other.missing);
    }
}
