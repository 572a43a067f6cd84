package io.github.tolokaconnect.client;

import java.util.Objects;

/** The state of a pool. Open: a status that is not known here is carried along. */
public record PoolStatus(String value) {

    public static final PoolStatus OPEN = new PoolStatus("OPEN");
    public static final PoolStatus CLOSED = new PoolStatus("CLOSED");
    public static final PoolStatus ARCHIVED = new PoolStatus("ARCHIVED");
    public static final PoolStatus LOCKED = new PoolStatus("LOCKED");

    public PoolStatus {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
