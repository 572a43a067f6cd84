package io.github.tolokaconnect.streams.correlate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.intake.CanonicalJson;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What one person answered to a task, or what an aggregation made of several answers.
 *
 * @param identity tells it from other answers to the task: its id, else who gave it; absent if it has neither, and then it is not
 *     recognised when it comes again
 * @param output its output values in canonical form
 * @param confidence how sure it is, from 0 to 1; looked at for an aggregated one only
 * @param isAggregated whether it is final
 * @param at when it was given
 */
record Answer(
        @Nullable Long identity, RawJson output, @Nullable Double confidence, boolean isAggregated, Instant at) {

    /**
     * The answer in {@code json}, to {@code taskId}.
     *
     * @param received when it was given, if it does not say
     * @throws IllegalArgumentException if it is none, with a reason without payload
     */
    static Answer parse(byte[] json, String taskId, Instant received) {
        JsonNode node = tree(json);
        String named = text(node, "task_id");
        if (named != null && !named.equals(taskId)) {
            throw new IllegalArgumentException("task_id is not the key of the record; key answers by task id");
        }
        JsonNode output = node.path("output_values");
        if (!output.isObject()) {
            throw new IllegalArgumentException("output_values is missing or no object");
        }
        return new Answer(
                identity(text(node, "answer_id"), text(node, "user_id")),
                RawJson.of(CanonicalJson.bytes(output)),
                confidence(node.path("confidence")),
                isTrue(node.path("aggregated")),
                time(text(node, "answered"), received));
    }

    private static @Nullable Long identity(@Nullable String id, @Nullable String person) {
        if (id != null) {
            return hash("answer/" + id);
        }
        return person == null ? null : Long.valueOf(hash("user/" + person));
    }

    private static JsonNode tree(byte[] json) {
        try {
            JsonNode node = json.length == 0 ? null : RawJson.of(json).toNode();
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("the answer is not well-formed JSON");
        }
        throw new IllegalArgumentException("the answer is not a JSON object");
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is no string");
        }
        return value.textValue();
    }

    private static @Nullable Double confidence(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        double confidence = value.isNumber() ? value.doubleValue() : -1;
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("confidence is no number from 0 to 1");
        }
        return confidence;
    }

    private static boolean isTrue(JsonNode value) {
        if (value.isMissingNode() || value.isNull() || value.isBoolean()) {
            return value.asBoolean();
        }
        throw new IllegalArgumentException("aggregated is neither true nor false");
    }

    private static Instant time(@Nullable String text, Instant received) {
        if (text == null) {
            return received;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            // The cause quotes the text.
            throw new IllegalArgumentException("answered is no time of RFC 3339");
        }
    }

    /** 64 bits of a digest: among the answers to one task two different ones do not meet. */
    private static long hash(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
