package io.github.tolokaconnect.client.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.QuotaInterval;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is no success, or of a step that failed inside an operation.
 *
 * @param interval the quota's window, if the payload names one
 * @param isWhole whether it arrived to its end; if not, what the platform refused, and whether it refused at all, is not known
 */
record Refusal(Problem problem, QuotaInterval interval, boolean isWhole) {

    /** Reads an error body; one that is no JSON object, or breaks off, tells only its status. */
    static Refusal read(int status, Body.Whole body) {
        if (body.bytes().length == 0) {
            return plain(status, "HTTP " + status + " without a body");
        }
        try (JsonParser parser = Json.parser(body.bytes())) {
            Json.expect(parser, JsonToken.START_OBJECT, "the error");
            return readOrBreakOff(status, parser, body);
        } catch (IOException e) {
            return plain(status, "HTTP " + status + " with " + length(body) + " bytes that are no error of the API");
        }
    }

    private static Refusal readOrBreakOff(int status, JsonParser parser, Body.Whole body) {
        try {
            return read(status, parser);
        } catch (IOException e) {
            var start =
                    plain(status, "HTTP " + status + " with " + length(body) + " bytes of an error that breaks off");
            return new Refusal(start.problem(), start.interval(), false);
        }
    }

    private static String length(Body.Whole body) {
        return (body.isCut() ? "more than " : "") + body.bytes().length;
    }

    /** Reads the error of a step; the parser's source is gone, so its payload comes as a tree. */
    static Problem ofStep(JsonNode error) {
        FieldErrors errors = FieldErrors.of(error.path("payload"));
        return new Parts(
                        Json.text(error, "code"),
                        Json.text(error, "message"),
                        Json.text(error, "request_id"),
                        errors,
                        QuotaInterval.UNSTATED)
                .toRefusal(0)
                .problem();
    }

    private static Refusal plain(int status, String message) {
        return new Parts(null, message, null, new FieldErrors(), QuotaInterval.UNSTATED).toRefusal(status);
    }

    /** Goes through the payload entry by entry: that of ten thousand wrong tasks is megabytes. */
    private static Refusal read(int status, JsonParser parser) throws IOException {
        @Nullable String code = null;
        @Nullable String message = null;
        @Nullable String requestId = null;
        QuotaInterval interval = QuotaInterval.UNSTATED;
        FieldErrors errors = new FieldErrors();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("payload") && value == JsonToken.START_OBJECT) {
                interval = readPayload(parser, errors);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else if (field.equals("code")) {
                code = parser.getValueAsString();
            } else if (field.equals("message")) {
                message = parser.getValueAsString();
            } else if (field.equals("request_id")) {
                requestId = parser.getValueAsString();
            }
        }
        return new Parts(code, message, requestId, errors, interval).toRefusal(status);
    }

    private static QuotaInterval readPayload(JsonParser parser, FieldErrors errors) throws IOException {
        QuotaInterval interval = QuotaInterval.UNSTATED;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isStructStart()) {
                errors.add(field, Json.tree(parser));
            } else if (field.equals("interval") && value == JsonToken.VALUE_STRING) {
                interval = QuotaInterval.from(parser.getText());
            }
        }
        return interval;
    }

    /** An error as it was read. */
    private record Parts(
            @Nullable String code,
            @Nullable String message,
            @Nullable String requestId,
            FieldErrors errors,
            QuotaInterval interval) {

        Refusal toRefusal(int status) {
            String knownCode = code == null || code.isBlank() ? "HTTP_" + status : code;
            Problem problem = new Problem(
                    status,
                    knownCode,
                    message == null ? knownCode : message,
                    requestId,
                    Refusals.kind(status, knownCode, errors.fields(), errors.items()),
                    errors.fields(),
                    errors.items());
            return new Refusal(problem, interval, true);
        }
    }
}
