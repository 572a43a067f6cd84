package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request, read with checks: what is not as it has to be ends the call with a problem that names it. */
final class Asked {

    static final int MAX_BODY_BYTES = 1 << 20;
    private static final int UUID_LENGTH = 36;
    private static final String SCOPE = "scope";
    private static final String LOCAL = "local";

    private final HttpServerExchange exchange;
    private final String actor;

    /** {@code actor} is who sent it, if it came with a token, else empty. */
    Asked(HttpServerExchange exchange, String actor) {
        this.exchange = exchange;
        this.actor = actor;
    }

    /** Whether it is from another instance, which wants to know what this one has, and nothing else. */
    boolean isLocal() {
        return isLocal(exchange);
    }

    static boolean isLocal(HttpServerExchange exchange) {
        Deque<String> scope = exchange.getQueryParameters().get(SCOPE);
        return scope != null && LOCAL.equals(scope.peekFirst());
    }

    String actor() {
        return actor;
    }

    /** Network address that it came from. */
    String address() {
        return exchange.getSourceAddress().getAddress().getHostAddress();
    }

    /**
     * A variable segment of the path. It is read from the path as it was sent: the server's own decoding leaves encoded slashes
     * as they are, so that they cannot be told from an encoded percent sign.
     */
    String part(String name) {
        List<String> template = List.of(exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                .getMatchedTemplate()
                .split("/"));
        String[] segments = exchange.getRequestURI().split("/", -1);
        String segment = segments[template.indexOf("{" + name + "}")];
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(name, "The path is not percent-encoded as UTF-8.")
                    .toException();
        }
    }

    /** {@code text} as one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    UUID id(String name) {
        return uuid(part(name))
                .orElseThrow(() ->
                        Problem.invalid(name, "The " + name + " is not a UUID.").toException());
    }

    static Optional<UUID> uuid(String text) {
        if (text.length() == UUID_LENGTH) {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                // Answered like a text of another length.
            }
        }
        return Optional.empty();
    }

    /** A parameter of the query; null if it is absent or empty. */
    @Nullable
    String text(String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        String value = values == null ? null : values.peekFirst();
        return value == null || value.isEmpty() ? null : value;
    }

    /** One of {@code words}, the first of which is meant if there is none. */
    String word(String name, String... words) {
        String word = text(name);
        if (word == null) {
            return words[0];
        }
        if (!List.of(words).contains(word)) {
            throw Problem.invalid(name, name + " is none of " + String.join(", ", words) + ".")
                    .toException();
        }
        return word;
    }

    /** A whole number from 1 to {@code max}. */
    int limit(int otherwise, int max) {
        String text = text("limit");
        if (text == null) {
            return otherwise;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= max) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered like a number out of range.
        }
        throw Problem.invalid("limit", "limit is not a whole number from 1 to " + max + ".")
                .toException();
    }

    @Nullable
    Instant time(String name) {
        String text = text(name);
        try {
            return text == null ? null : parsed(text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(name, name + " is not a time such as 2026-11-21T10:15:00Z.")
                    .toException();
        }
    }

    static Instant parsed(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    @Nullable
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** The path and query as they were sent, for another instance. */
    String forOthers() {
        String query = exchange.getQueryString();
        return exchange.getRequestURI() + "?" + (query.isEmpty() ? "" : query + "&") + SCOPE + "=" + LOCAL;
    }

    /** The JSON object in the body. */
    ObjectNode document() {
        byte[] body = body();
        if (body.length == 0) {
            throw Problem.invalid("body", "The body is empty; send a JSON object.")
                    .toException();
        }
        return object(body);
    }

    /** The same; an empty object if there is no body. */
    ObjectNode documentIfAny() {
        byte[] body = body();
        return body.length == 0 ? (ObjectNode) Json.tree(Map.of()) : object(body);
    }

    private ObjectNode object(byte[] body) {
        String type = header(Headers.CONTENT_TYPE_STRING);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(StatusCodes.UNSUPPORTED_MEDIA_TYPE, "The body is not application/json.")
                    .with("Accept", "application/json")
                    .toException();
        }
        try {
            if (Json.parse(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw Problem.invalid("body", "The body is no well-formed JSON" + where + ".")
                    .toException();
        } catch (IOException e) {
            throw new AssertionError("bytes in memory cannot fail to be read", e);
        }
        throw Problem.invalid("body", "The body is JSON but no object.").toException();
    }

    private byte[] body() {
        try {
            byte[] body = exchange.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length <= MAX_BODY_BYTES) {
                return body;
            }
        } catch (IOException e) {
            throw Problem.invalid("body", "The body broke off.").toException();
        }
        throw Problem.of(StatusCodes.REQUEST_ENTITY_TOO_LARGE, "The body is larger than " + MAX_BODY_BYTES + " bytes.")
                .toException();
    }
}
