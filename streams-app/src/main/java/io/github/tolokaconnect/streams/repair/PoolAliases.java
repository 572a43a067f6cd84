package io.github.tolokaconnect.streams.repair;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.control.Controls;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which pools have which names now.
 *
 * @param pools ids of pools by their names
 */
record PoolAliases(SortedMap<String, String> pools) {

    static final PoolAliases NONE = new PoolAliases(new TreeMap<>());

    private static final String PREFIX = "pool/";

    PoolAliases {
        pools = new TreeMap<>(pools);
    }

    /** The names that {@code controls} gives; documents that give none are left out. */
    static PoolAliases of(Controls controls) {
        SortedMap<String, String> pools = new TreeMap<>();
        controls.documents(PREFIX).forEach((key, document) -> {
            try {
                JsonNode pool = document.json().toNode().path("pool_id");
                if (pool.isTextual()) {
                    pools.put(key.substring(PREFIX.length()), pool.textValue());
                }
            } catch (IllegalStateException e) {
                // Not well-formed: whoever routes by that name says so.
            }
        });
        return new PoolAliases(pools);
    }

    /** The name of pool {@code poolId}, the first of several. */
    Optional<String> nameOf(@Nullable String poolId) {
        return pools.entrySet().stream()
                .filter(named -> named.getValue().equals(poolId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The pool that {@code record} goes to now instead of the one that refused it; empty if that has kept its name. */
    Optional<String> successor(Waiting record) {
        return successor(record.alias(), record.pool());
    }

    /** The pool that has the name {@code alias} now instead of {@code pool}. */
    Optional<String> successor(@Nullable String alias, @Nullable String pool) {
        return alias == null
                ? Optional.empty()
                : Optional.ofNullable(pools.get(alias)).filter(now -> !now.equals(pool));
    }
}
