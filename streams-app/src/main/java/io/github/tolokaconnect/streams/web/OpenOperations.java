package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.monitor.OperationQueries;
import io.github.tolokaconnect.streams.monitor.OperationState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations of this instance that have not ended: how many, and the oldest. */
record OpenOperations(long inFlight, long stuck, OverviewView.@Nullable Oldest oldest) {

    private static final int MOST = 1_000;

    static OpenOperations of(OperationQueries queries, Instant now) {
        List<Operation> inFlight = queries.newest(OperationState.IN_FLIGHT, MOST);
        List<Operation> stuck = queries.newest(OperationState.STUCK, MOST);
        OverviewView.Oldest oldest = Stream.concat(inFlight.stream(), stuck.stream())
                .min(Comparator.comparing(Operation::began))
                .map(operation -> new OverviewView.Oldest(
                        operation.id().toString(),
                        operation.latest().pool().id(),
                        Json.time(operation.began()),
                        OperationView.millisFrom(operation.began(), now)))
                .orElse(null);
        return new OpenOperations(inFlight.size(), stuck.size(), oldest);
    }
}
