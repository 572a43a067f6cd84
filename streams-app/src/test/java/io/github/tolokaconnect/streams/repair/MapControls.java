package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.Fixtures.NOON;

import io.github.tolokaconnect.streams.control.ControlDocument;
import io.github.tolokaconnect.streams.control.Controls;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Control documents in memory. */
final class MapControls implements Controls {

    private final TreeMap<String, ControlDocument> documents = new TreeMap<>();
    private long version;

    void put(String key, String json) {
        documents.put(key, new ControlDocument(RefusalFixtures.json(json), NOON));
        version++;
    }

    void order(Replay replay) {
        documents.put(Replay.PREFIX + replay.id(), new ControlDocument(ReplayDocument.of(replay), NOON));
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
