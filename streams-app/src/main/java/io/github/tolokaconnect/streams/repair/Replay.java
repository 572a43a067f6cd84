package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.RawJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to try refused records again; the document {@code replay/<id>} of the control topic.
 *
 * @param id its identity: carried out once, however often it is read
 * @param requested when it was given; later refusals are not meant
 * @param by who gave it
 * @param select which records
 * @param patch JSON Merge Patch (RFC 7386) for each task; absent to send them as they are
 * @param recordsPerSecond how fast, for each topic-partition; absent means 50
 */
public record Replay(
        UUID id,
        Instant requested,
        String by,
        Selection select,
        @Nullable RawJson patch,
        @Nullable Integer recordsPerSecond) {

    /** How fast a replay goes that does not say so, in records per second and topic-partition. */
    public static final int DEFAULT_RECORDS_PER_SECOND = 50;

    /** Beginning of the keys of replays. */
    public static final String PREFIX = "replay/";
}
