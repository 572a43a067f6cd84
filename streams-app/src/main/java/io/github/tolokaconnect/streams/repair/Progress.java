package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.streams.state.PackedReader;
import io.github.tolokaconnect.streams.state.PackedWriter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one topic-partition is with a replay.
 *
 * @param last place of the last record that was looked at; absent before the first
 * @param sent records written for the connector again
 * @param dead records given up
 * @param skipped records left where they are
 * @param isDone whether there is no further one
 */
record Progress(@Nullable String last, long sent, long dead, long skipped, boolean isDone) {

    static final Progress NONE = new Progress(null, 0, 0, 0, false);

    private static final int FORMAT = 1;

    /** Where the progress of {@code replayId} in {@code partition} is stored. */
    static String key(UUID replayId, int partition) {
        return replayId + "/" + partition;
    }

    Progress sent(String place) {
        return new Progress(place, sent + 1, dead, skipped, false);
    }

    Progress dead(String place) {
        return new Progress(place, sent, dead + 1, skipped, false);
    }

    Progress skipped(String place) {
        return new Progress(place, sent, dead, skipped + 1, false);
    }

    /** {@code place} is not meant. */
    Progress passed(String place) {
        return new Progress(place, sent, dead, skipped, false);
    }

    Progress done() {
        return new Progress(last, sent, dead, skipped, true);
    }

    RepairQueries.ReplayProgress toReplayProgress() {
        return new RepairQueries.ReplayProgress(sent, dead, skipped, 1, isDone ? 1 : 0);
    }

    byte[] toBytes() {
        return new PackedWriter(List.of())
                .number(FORMAT)
                .text(last)
                .number(sent)
                .number(dead)
                .number(skipped)
                .number(isDone ? 1 : 0)
                .toBytes();
    }

    static Progress of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return NONE;
        }
        PackedReader from = new PackedReader(bytes, List.of()).expectFormat(FORMAT, "progress of a replay");
        return new Progress(from.text(), from.number(), from.number(), from.number(), from.number() == 1);
    }
}
