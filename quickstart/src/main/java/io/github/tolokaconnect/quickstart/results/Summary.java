package io.github.tolokaconnect.quickstart.results;

import java.time.Duration;
import java.util.Locale;

/**
 * What a run came to. {@code records = created + rejected + unaccounted}.
 *
 * @param records number of records sent
 * @param created number of records that became tasks
 * @param rejected number of records that were refused, with the reason reported
 * @param duplicates number of tasks that exist beyond one for a record, plus records whose results contradict each other
 * @param unaccounted number of records without a result
 * @param elapsed time from the first record sent to the last result
 */
public record Summary(long records, long created, long rejected, long duplicates, long unaccounted, Duration elapsed) {

    /** Refuses sums that do not add up. */
    public Summary {
        if (records != created + rejected + unaccounted) {
            throw new IllegalArgumentException("records=" + records + " is not created=" + created + " plus rejected="
                    + rejected + " plus unaccounted=" + unaccounted);
        }
    }

    /** Whether every record has one result and no task exists twice. */
    public boolean isComplete() {
        return duplicates == 0 && unaccounted == 0;
    }

    /** The summary as one line of {@code key=value} pairs; the seconds have one decimal and a point. */
    public String toLine() {
        return String.format(
                Locale.ROOT,
                "summary records=%d created=%d rejected=%d duplicates=%d unaccounted=%d seconds=%.1f",
                records,
                created,
                rejected,
                duplicates,
                unaccounted,
                elapsed.toMillis() / 1000.0);
    }
}
