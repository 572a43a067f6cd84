package io.github.tolokaconnect.streams.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The instances of the application. Safe from any thread; answers without waiting. */
public interface Cluster {

    /**
     * Where the instance is that has the state of {@code key} in {@code store}; empty if it is this one.
     *
     * @throws io.github.tolokaconnect.streams.intake.StateUnavailableException while that is not known
     */
    Optional<URI> ownerOf(String store, String key);

    /** Where the other instances are. */
    List<URI> others();
}
