package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.TolokaApi;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Reads operation logs and finds out what became of each record. Safe from any thread; returns at once. */
public final class OperationLogs {
    private final TolokaApi api;
    private final boolean skipInvalidItems;
    private final InstantSource clock;

    /**
     * Logs of the platform behind {@code api}.
     *
     * @param skipInvalidItems whether valid tasks are created although others are not valid, for operations that do not say
     */
    public OperationLogs(TolokaApi api, boolean skipInvalidItems, InstantSource clock) {
        this.api = api;
        this.skipInvalidItems = skipInvalidItems;
        this.clock = clock;
    }

    /** Completes with {@link SubmissionEvent.Collected} or {@link SubmissionEvent.Uncollected}; exceptionally only for a defect. */
    public CompletableFuture<SubmissionEvent> collect(Effect.Collect what) {
        return new LogReading(api, what, skipInvalidItems, clock).read();
    }
}
