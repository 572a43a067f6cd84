package io.github.tolokaconnect.streams.correlate;

import java.util.Optional;

/** Questions about items whose state this instance has. Safe from any thread; answers without waiting. */
public interface ItemQueries {

    /** Name of the store, by which the instance that has an item is found. */
    String STORE = "items";

    /**
     * What is known of an item.
     *
     * @throws io.github.tolokaconnect.streams.intake.StateUnavailableException while the state is being restored or moved
     */
    Optional<Item> item(String itemId);
}
