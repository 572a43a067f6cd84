package io.github.tolokaconnect.events;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * Name-based UUIDs (RFC 9562, version 5): equal names in one namespace give equal ids, on every machine and at any
 * time.
 */
public final class Uuids {

    private Uuids() {}

    /** The version 5 UUID of {@code name}, as UTF-8, in {@code namespace}. Safe from any thread. */
    public static UUID v5(UUID namespace, String name) {
        return UuidCreator.getNameBasedSha1(namespace, name);
    }
}
