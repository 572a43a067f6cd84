package io.github.tolokaconnect.connector.results;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Waits until every event of a group is acknowledged. Events are counted by the thread that sends them, acknowledgements
 * arrive on the producer's thread; the counter is what the two share.
 */
final class Acknowledgements {
    /** One more than the events outstanding, until no more will be sent. */
    private final AtomicInteger outstanding = new AtomicInteger(1);

    private final CompletableFuture<@Nullable Void> all = new CompletableFuture<>();

    /** Counts one more event to wait for. */
    void expect() {
        outstanding.incrementAndGet();
    }

    /** Takes the producer's word about one event. */
    void acknowledged(@Nullable Exception failure) {
        if (failure != null) {
            all.completeExceptionally(failure);
        }
        countDown();
    }

    /** Completes when every event is acknowledged; no more may be expected. Fails with the first failure. */
    CompletableFuture<@Nullable Void> all() {
        countDown();
        return all;
    }

    private void countDown() {
        if (outstanding.decrementAndGet() == 0) {
            all.complete(null);
        }
    }
}
