package io.github.tolokaconnect.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes new tasks as the body of {@code POST /tasks}. */
final class TaskJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TaskJson() {}

    static byte[] encode(List<NewTask> tasks) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("no task to create; send at least one");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(tasks.size() * 256);
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartArray();
            for (int index = 0; index < tasks.size(); index++) {
                write(json, tasks.get(index), index);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a task holds a value that JSON cannot express", e);
        }
        return body.toByteArray();
    }

    private static void write(JsonGenerator json, NewTask task, int index) throws IOException {
        json.writeStartObject();
        json.writeStringField("__item_idx", Integer.toString(index));
        json.writeStringField("pool_id", task.poolId().value());
        json.writePOJOField("input_values", task.inputValues());
        writeOverlap(json, task.overlap());
        writeSolutions(json, "known_solutions", "correctness_weight", task.knownSolutions());
        writeSolutions(json, "baseline_solutions", "confidence_weight", task.baselineSolutions());
        if (task.messageOnUnknownSolution() != null) {
            json.writeStringField("message_on_unknown_solution", task.messageOnUnknownSolution());
        }
        if (task.localization() != null) {
            writeLocalization(json, task.localization());
        }
        writeStrings(json, "reserved_for", task.audience().reservedFor());
        writeStrings(json, "unavailable_for", task.audience().unavailableFor());
        writeStrings(json, "traits_all_of", task.audience().traitsAllOf());
        writeStrings(json, "traits_any_of", task.audience().traitsAnyOf());
        writeStrings(json, "traits_none_of_any", task.audience().traitsNoneOfAny());
        json.writeEndObject();
    }

    private static void writeOverlap(JsonGenerator json, @Nullable Overlap overlap) throws IOException {
        if (overlap == null) {
            return;
        }
        if (overlap.people() == null) {
            json.writeBooleanField("infinite_overlap", true);
        } else {
            json.writeNumberField("overlap", overlap.people());
        }
    }

    private static void writeSolutions(JsonGenerator json, String field, String weight, List<Solution> solutions)
            throws IOException {
        if (solutions.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(field);
        for (Solution solution : solutions) {
            json.writeStartObject();
            json.writePOJOField("output_values", solution.outputValues());
            if (solution.weight() != null) {
                json.writeNumberField(weight, solution.weight());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeLocalization(JsonGenerator json, Localization localization) throws IOException {
        json.writeObjectFieldStart("localization_config");
        json.writeStringField("default_language", localization.defaultLanguage());
        json.writeArrayFieldStart("additional_languages");
        for (Map.Entry<String, String> message : localization.messages().entrySet()) {
            json.writeStartObject();
            json.writeStringField("language", message.getKey());
            json.writeObjectFieldStart("message_on_unknown_solution");
            json.writeStringField("value", message.getValue());
            json.writeStringField("source", "REQUESTER");
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeStrings(JsonGenerator json, String field, List<String> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
