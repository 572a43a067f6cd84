package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.Fixtures.NOON;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.streams.control.ControlDocument;
import io.github.tolokaconnect.streams.control.Controls;
import java.time.Instant;
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
        put(Replay.PREFIX + replay.id(), json(replay));
    }

    /** The document of {@code replay}. */
    static String json(Replay replay) {
        Selection select = replay.select();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", replay.id().toString());
        json.put("requested", replay.requested().toString());
        json.put("by", replay.by());
        json.putObject("select")
                .put("error_class", select.errorClass())
                .put("code", select.code())
                .put("path", select.path())
                .put("pool_id", select.poolId())
                .put("from", text(select.from()))
                .put("to", text(select.to()))
                .put("key_prefix", select.keyPrefix());
        json.set("patch", replay.patch() == null ? null : replay.patch().toNode());
        json.put("records_per_second", replay.recordsPerSecond());
        return json.toString();
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
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
