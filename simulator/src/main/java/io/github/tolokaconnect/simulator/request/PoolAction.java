package io.github.tolokaconnect.simulator.request;

import java.util.Optional;

/** What a client can do with a pool, each as an operation. */
public enum PoolAction {
    /** Let workers take its tasks. */
    OPEN("open"),
    /** Let them take no more. */
    CLOSE("close"),
    /** Close it, to be opened again by itself after a while. */
    CLOSE_FOR_UPDATE("close-for-update"),
    /** Put it away for good. */
    ARCHIVE("archive"),
    /** Make a new pool like it. */
    CLONE("clone");

    private final String path;

    PoolAction(String path) {
        this.path = path;
    }

    /** The action that the last part of a path names. */
    static Optional<PoolAction> named(String path) {
        for (PoolAction action : values()) {
            if (action.path.equals(path)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
