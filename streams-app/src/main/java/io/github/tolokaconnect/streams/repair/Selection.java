package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.ValidationError;
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
        @Nullable String keyPrefix) {

    /** Whether the record {@code key}, refused by {@code error}, is meant. */
    boolean matches(String key, ValidationError error) {
        String pool = error.pool() == null ? null : error.pool().id();
        return isOrAbsent(errorClass, error.errorClass().value())
                && isOrAbsent(poolId, pool)
                && (from == null || !error.eventTime().isBefore(from))
                && (to == null || error.eventTime().isBefore(to))
                && (keyPrefix == null || key.startsWith(keyPrefix))
                && error.errors().stream()
                        .anyMatch(reason -> isOrAbsent(code, reason.code()) && isOrAbsent(path, reason.path()));
    }

    private static boolean isOrAbsent(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }
}
