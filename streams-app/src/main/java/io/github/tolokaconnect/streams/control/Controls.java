package io.github.tolokaconnect.streams.control;

import java.util.Optional;
import java.util.SortedMap;

/** The control documents, as far as this instance has read them. Safe from any thread; answers without waiting. */
public interface Controls {

    /** A number that grows with each change, so that a reader knows when what it derived is out of date. */
    long version();

    /** The document under {@code key}. */
    Optional<ControlDocument> document(String key);

    /** The documents whose keys begin with {@code prefix}, by their whole keys. */
    SortedMap<String, ControlDocument> documents(String prefix);
}
