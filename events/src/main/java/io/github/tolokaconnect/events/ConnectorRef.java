package io.github.tolokaconnect.events;

import org.jspecify.annotations.Nullable;

/**
 * The sink task that published an event.
 *
 * @param name name of the connector
 * @param task index of the sink task, from 0; differs after a rebalance, so it is no part of any identity
 * @param version version of the plugin
 * @param worker id of the Connect worker, where it is known
 */
public record ConnectorRef(
        String name,
        int task,
        @Nullable String version,
        @Nullable String worker) {

    public ConnectorRef {
        if (name.isBlank() || task < 0) {
            throw new IllegalArgumentException(
                    "connector has name '" + name + "' and sink task " + task + "; name it, and count from 0");
        }
    }

    /** The sink task {@code task} of connector {@code name} on an unnamed worker. */
    public static ConnectorRef of(String name, int task, String version) {
        return new ConnectorRef(name, task, version, null);
    }
}
