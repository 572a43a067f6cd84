package io.github.tolokaconnect.streams.repair;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Questions about refused records whose state this instance has; of several instances each answers for its part. Safe from any thread;
 * answers without waiting.
 *
 * <p>All throw {@link io.github.tolokaconnect.streams.intake.StateUnavailableException} while the state is being restored or moved.
 */
public interface RepairQueries {

    /** Refused records that wait, at most {@code limit} of them, newest first. */
    List<Quarantined> waiting(Selection selection, int limit);

    /** How many wait. */
    long count(Selection selection);

    /** What a replay has done here; empty if it has not begun. */
    Optional<ReplayProgress> replay(UUID replayId);

    /**
     * What a replay has done, summed over topic-partitions.
     *
     * @param sent records written for the connector again
     * @param dead records given up, for having been tried too often
     * @param skipped records left where they are, for want of the task or because the patch did not apply
     * @param parts topic-partitions that have begun
     * @param doneParts topic-partitions that have finished
     */
    record ReplayProgress(long sent, long dead, long skipped, int parts, int doneParts) {

        /** Both together. */
        public ReplayProgress plus(ReplayProgress other) {
            return new ReplayProgress(
                    sent + other.sent,
                    dead + other.dead,
                    skipped + other.skipped,
                    parts + other.parts,
                    doneParts + other.doneParts);
        }
    }
}
