package io.github.tolokaconnect.events;

import org.jspecify.annotations.Nullable;

/**
 * A pool.
 *
 * @param id id on the platform
 * @param alias name in the connector's configuration, if it has one
 */
public record PoolRef(String id, @Nullable String alias) {

    /** The pool {@code id} without an alias. */
    public static PoolRef of(String id) {
        return new PoolRef(id, null);
    }
}
