package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish to be told of events.
 *
 * @param pool the pool whose events they are, null for every pool, which only whoever runs the simulation can wish
 */
public record Subscription(String id, @Nullable PoolId pool, EventType type, Webhook webhook, Instant created) {
    boolean wants(EventType event, PoolId eventPool) {
        return type == event && (pool == null || pool.equals(eventPool));
    }

    /** The subscription as the API shows it: without its secret. */
    ObjectNode toJson() {
        ObjectNode json = Wire.JSON
                .createObjectNode()
                .put("id", id)
                .put("webhook_url", webhook.url().toString())
                .put("event_type", type.name());
        if (pool != null) {
            json.put("pool_id", pool.value());
        }
        return json.put("created", Wire.date(created));
    }

    @Nullable
    String key(String field) {
        return switch (field) {
            case "id" -> id;
            case "created" -> Wire.date(created);
            case "event_type" -> type.name();
            case "pool_id" -> pool == null ? null : pool.value();
            default -> null;
        };
    }
}
