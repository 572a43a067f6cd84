package io.github.tolokaconnect.streams.select;

import io.github.tolokaconnect.events.Decision.SourceRecord;
import java.time.Duration;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * The predictions that tasks were made of, by what makes others their duplicates and by time.
 *
 * <p>A prediction of the time t with a window w repeats what is remembered from t - w to t + w. All of that is remembered as long as t is
 * not more than {@code retention - w} and the grace behind the latest time that was seen; what is older is late, and no guess is made.
 */
final class Memory {

    /** How far behind a prediction may be whose window is as long as the retention. */
    static final Duration GRACE = Duration.ofDays(1);

    private final WindowStore<byte[], byte[]> store;
    private final long retentionMillis;

    Memory(WindowStore<byte[], byte[]> store, Duration retention) {
        this.store = store;
        this.retentionMillis = retention.toMillis();
    }

    /** For how long the store has to keep things. */
    static Duration kept(Duration retention) {
        return retention.plus(GRACE);
    }

    /** Whether what a prediction of the time {@code millis} may repeat has been forgotten in part at {@code latestMillis}. */
    boolean isLate(long millis, Duration window, long latestMillis) {
        return latestMillis - millis > retentionMillis - window.toMillis() + GRACE.toMillis();
    }

    /** What a prediction of the time {@code millis} repeats: itself, if it was read before, else the earliest; null if nothing. */
    @Nullable
    Remembered first(byte[] key, long millis, Duration window, SourceRecord record) {
        @Nullable Remembered first = null;
        long from = Math.max(0, millis - window.toMillis());
        try (WindowStoreIterator<byte[]> found = store.fetch(key, from, millis + window.toMillis())) {
            while (found.hasNext()) {
                Remembered each = Remembered.decode(found.next().value);
                if (each.isAt(record)) {
                    return each;
                }
                first = first == null ? each : first;
            }
        }
        return first;
    }

    /** Remembers a prediction that became a task. */
    void remember(byte[] key, Remembered prediction) {
        store.put(key, prediction.encode(), prediction.millis());
    }
}
