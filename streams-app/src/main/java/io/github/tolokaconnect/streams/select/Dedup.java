package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.tolokaconnect.streams.intake.CanonicalJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions of a pool ask for the same task.
 *
 * @param by fields that are equal then, sorted
 * @param window how far apart in time they may be
 */
record Dedup(List<JsonPointer> by, Duration window) {

    static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);

    /** What a route means that says nothing: the same input within seven days. */
    static final Dedup STANDARD = new Dedup(List.of(JsonPointer.compile("/input")), Duration.ofDays(7));

    private static final int MOST_FIELDS = 20;

    Dedup {
        if (window.compareTo(SHORTEST_WINDOW) < 0) {
            throw new InvalidFieldException("window", "must be at least " + SHORTEST_WINDOW + ", and is " + window);
        }
        by = by.stream()
                .sorted(Comparator.comparing(JsonPointer::toString))
                .distinct()
                .toList();
    }

    /** As a document writes it. */
    @JsonCreator
    static Dedup of(@JsonProperty("by") @Nullable List<String> by, @JsonProperty("window") @Nullable String window) {
        List<JsonPointer> pointers = by == null
                ? STANDARD.by()
                : Documents.sized(by, "by", MOST_FIELDS).stream()
                        .map(text -> Documents.pointer(text, "by"))
                        .toList();
        return new Dedup(pointers, window == null ? STANDARD.window() : duration(window));
    }

    /**
     * What {@code prediction} has in common with those that ask for the same task of {@code pool}.
     *
     * @throws UnmappableException if the prediction lacks one of the fields
     */
    DedupKey key(PoolName pool, JsonNode prediction) throws UnmappableException {
        ArrayNode same = JsonNodeFactory.instance.arrayNode(1 + 2 * by.size());
        same.add(pool.text());
        for (JsonPointer pointer : by) {
            same.add(pointer.toString());
            same.add(UnmappableException.found(prediction, pointer, "dedup"));
        }
        return DedupKey.of(CanonicalJson.bytes(same));
    }

    private static Duration duration(String text) {
        try {
            return Objects.requireNonNull(Duration.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new InvalidFieldException(
                    "window", "must be an ISO 8601 duration, such as P7D or PT12H, and is '" + text + "'");
        }
    }
}
