package io.github.tolokaconnect.streams.repair;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which refused records are meant; all conditions hold, absent ones always do.
 *
 * @param errorClass class of the error, such as {@code DATA}
 * @param code code of one of the reasons
 * @param path field of one of the reasons; with {@code code}, of the same one
 * @param poolId pool that the record was meant for
 * @param from refused at this time or later
 * @param to refused before this time
 * @param keyPrefix beginning of the record's key
 */
public record Selection(
        @Nullable String errorClass,
        @Nullable String code,
        @Nullable String path,
        @Nullable String poolId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String keyPrefix) {}
