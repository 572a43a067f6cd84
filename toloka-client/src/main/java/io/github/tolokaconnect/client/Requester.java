package io.github.tolokaconnect.client;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The account that calls.
 *
 * @param id opaque
 * @param balance in US dollars
 */
public record Requester(String id, @Nullable BigDecimal balance) {
    public Requester {
        Objects.requireNonNull(id, "id");
    }
}
