package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/** An operation log as a distortion shows it. It holds values that do not change, so it may be written by any thread. */
final class DistortedLog {
    private final List<LogEntry> entries;
    private final LogDistortion distortion;

    private DistortedLog(List<LogEntry> entries, LogDistortion distortion) {
        this.entries = entries;
        this.distortion = distortion;
    }

    static DistortedLog of(List<LogEntry> log, LogDistortion distortion) {
        Chance chance = Chance.of(distortion.seed());
        List<LogEntry> entries = without(log, chance, distortion.missing());
        entries.addAll(some(entries, chance, distortion.doubled()));
        return new DistortedLog(distortion.isShuffled() ? shuffled(entries, chance) : entries, distortion);
    }

    private static List<LogEntry> without(List<LogEntry> log, Chance chance, double share) {
        int[] order = chance.permutation(log.size());
        BitSet missing = new BitSet();
        Arrays.stream(order, 0, count(log.size(), share)).forEach(missing::set);
        List<LogEntry> entries = new ArrayList<>();
        for (int index = 0; index < log.size(); index++) {
            if (!missing.get(index)) {
                entries.add(log.get(index));
            }
        }
        return entries;
    }

    private static List<LogEntry> some(List<LogEntry> entries, Chance chance, double share) {
        return shuffled(entries, chance).subList(0, count(entries.size(), share));
    }

    private static List<LogEntry> shuffled(List<LogEntry> entries, Chance chance) {
        return Arrays.stream(chance.permutation(entries.size()))
                .mapToObj(entries::get)
                .toList();
    }

    private static int count(int size, double share) {
        return share > 0 ? (int) Math.min(size, Math.max(1, Math.round(size * share))) : 0;
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (LogEntry entry : entries) {
            if (distortion.isWithoutMarkers() || distortion.isEnveloped()) {
                json.writeTree(altered(entry));
            } else {
                entry.writeTo(json);
            }
        }
        json.writeEndArray();
    }

    private ObjectNode altered(LogEntry entry) throws IOException {
        ObjectNode tree = tree(entry);
        if (distortion.isWithoutMarkers() && tree.get("input") instanceof ObjectNode input) {
            for (Iterator<String> names = input.fieldNames(); names.hasNext(); ) {
                if (names.next().startsWith("__")) {
                    names.remove();
                }
            }
        }
        if (distortion.isEnveloped()
                && tree.path("type").asText().equals("TASK_VALIDATE")
                && tree.get("output") instanceof ObjectNode errors) {
            ApiError error = ApiError.validation(errors);
            ObjectNode envelope =
                    Wire.JSON.createObjectNode().put("code", error.code()).put("message", error.message());
            envelope.set("payload", errors);
            tree.set("output", envelope);
        }
        return tree;
    }

    private static ObjectNode tree(LogEntry entry) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Wire.JSON.createGenerator(text)) {
            entry.writeTo(json);
        }
        return (ObjectNode) Wire.JSON.readTree(text.toString());
    }
}
