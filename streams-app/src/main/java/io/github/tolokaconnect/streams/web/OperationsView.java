package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.monitor.Operation;
import java.time.Instant;
import java.util.List;

/** A list of operations in the API, with the time at which it was true. */
record OperationsView(String asOf, List<OperationView> operations) {

    static OperationsView of(List<Operation> operations, Instant now) {
        return new OperationsView(
                Json.time(now),
                operations.stream()
                        .map(operation -> OperationView.of(operation, now))
                        .toList());
    }
}
