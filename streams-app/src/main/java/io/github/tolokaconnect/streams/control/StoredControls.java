package io.github.tolokaconnect.streams.control;

import io.github.tolokaconnect.events.RawJson;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The documents in memory: the global thread writes them, stream and HTTP threads read them. */
final class StoredControls implements Controls {

    private final ConcurrentSkipListMap<String, ControlDocument> documents = new ConcurrentSkipListMap<>();
    private final AtomicLong version = new AtomicLong();

    /** Called by the global thread only. */
    void put(String key, byte @Nullable [] json, Instant written) {
        if (json == null || json.length == 0) {
            documents.remove(key);
        } else {
            documents.put(key, new ControlDocument(RawJson.of(json), written));
        }
        // After the change: who reads the version first and the documents then may see too much, and looks again.
        version.incrementAndGet();
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public Optional<ControlDocument> document(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    @Override
    public SortedMap<String, ControlDocument> documents(String prefix) {
        return new TreeMap<>(documents.subMap(prefix, prefix + Character.MAX_VALUE));
    }
}
