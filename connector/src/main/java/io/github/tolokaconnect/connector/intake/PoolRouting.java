package io.github.tolokaconnect.connector.intake;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.config.RoutingConfig;
import io.github.tolokaconnect.events.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which pool receives a record: header, then value, then topic, then default; whatever wins must be allowed. */
final class PoolRouting {

    /** Ids are put into requests as they are, so nothing that JSON would have to escape. */
    private static final Pattern POOL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    /** Most pools whose ids are kept to be shared among tasks; records name as many as they like. */
    private static final int MAX_KNOWN = 10_000;

    private final RoutingConfig config;
    private final Set<PoolId> allowed;
    private final Map<String, PoolId> known = new HashMap<>();

    PoolRouting(RoutingConfig config, Set<PoolId> allowed) {
        this.config = config;
        this.allowed = allowed;
    }

    /** The pool, or why there is none; exactly one of them is present. */
    record Route(Optional<PoolId> pool, List<FieldError> errors) {}

    Route route(String topic, @Nullable String header, @Nullable String value) {
        var named = header != null ? header : value;
        if (named != null) {
            return POOL_ID.matcher(named).matches()
                    ? allow(pool(named))
                    : refuse(Refusal.INVALID_VALUE, "A pool id is 1 to 64 letters, digits, '_' or '-'");
        }
        var fallback = Optional.ofNullable(config.topicPools().get(topic)).or(config::defaultPool);
        return fallback.map(this::allow)
                .orElseGet(() -> refuse(
                        Refusal.VALUE_REQUIRED,
                        "Neither header " + config.poolHeader()
                                + ", nor pool_id, nor topic.to.pool.mapping, nor pool.id names a pool"));
    }

    private PoolId pool(String id) {
        var pool = known.get(id);
        if (pool == null) {
            pool = new PoolId(id);
            if (known.size() < MAX_KNOWN) {
                known.put(id, pool);
            }
        }
        return pool;
    }

    private Route allow(PoolId pool) {
        return allowed.isEmpty() || allowed.contains(pool)
                ? new Route(Optional.of(pool), List.of())
                : refuse(Refusal.ENTITY_ACCESS_DENIED, "Pool " + pool.value() + " is not in safety.pool.allowlist");
    }

    private static Route refuse(String code, String message) {
        return new Route(Optional.empty(), List.of(Refusal.error("pool_id", code, message)));
    }
}
