package io.github.tolokaconnect.streams.select;

import static io.github.tolokaconnect.streams.Fixtures.NOON;

import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.control.ControlDocument;
import io.github.tolokaconnect.streams.control.Controls;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Control documents that a test puts there. */
final class FixedControls implements Controls {

    private final SortedMap<String, ControlDocument> documents = new TreeMap<>();
    private long version;

    void put(String key, RawJson json) {
        documents.put(key, new ControlDocument(json, NOON));
        version++;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public Optional<ControlDocument> document(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    @Override
    public SortedMap<String, ControlDocument> documents(String prefix) {
        return documents.subMap(prefix, prefix + Character.MAX_VALUE);
    }
}
