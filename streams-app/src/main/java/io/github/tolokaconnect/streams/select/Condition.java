package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.select.Comparison.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction has to be for a route to be taken. A field that is not there fulfils nothing except that it does not exist; a number is
 * compared with numbers only.
 */
sealed interface Condition {

    /** Most conditions side by side. */
    int MOST = 50;

    /** Whether it holds for {@code prediction}. */
    boolean holds(JsonNode prediction);

    /** How many groups it has inside of each other. */
    int depth();

    /** Whether all hold. */
    record All(List<Condition> conditions) implements Condition {

        @Override
        public boolean holds(JsonNode prediction) {
            for (Condition condition : conditions) {
                if (!condition.holds(prediction)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int depth() {
            return 1 + deepest(conditions);
        }
    }

    /** Whether one holds. */
    record Any(List<Condition> conditions) implements Condition {

        @Override
        public boolean holds(JsonNode prediction) {
            for (Condition condition : conditions) {
                if (condition.holds(prediction)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int depth() {
            return 1 + deepest(conditions);
        }
    }

    /** Whether a field is one of some values; 1 and 1.0 are the same. */
    record OneOf(JsonPointer pointer, List<JsonNode> values) implements Condition {

        @Override
        public boolean holds(JsonNode prediction) {
            JsonNode found = prediction.at(pointer);
            for (JsonNode value : values) {
                if (value.equals(OneOf::order, found)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int depth() {
            return 0;
        }

        private static int order(JsonNode some, JsonNode other) {
            if (some.isNumber() && other.isNumber()) {
                return some.decimalValue().compareTo(other.decimalValue());
            }
            return some.equals(other) ? 0 : 1;
        }
    }

    /** Whether a field is there; one that is null is. */
    record Exists(JsonPointer pointer, boolean expected) implements Condition {

        @Override
        public boolean holds(JsonNode prediction) {
            return !prediction.at(pointer).isMissingNode() == expected;
        }

        @Override
        public int depth() {
            return 0;
        }
    }

    /** Whether a number keeps a bound. */
    record Within(JsonPointer pointer, Bound bound) implements Condition {

        @Override
        public boolean holds(JsonNode prediction) {
            JsonNode found = prediction.at(pointer);
            return found.isNumber() && bound.holds(found.decimalValue());
        }

        @Override
        public int depth() {
            return 0;
        }
    }

    /** As a document writes it: a group, or a pointer with one test. */
    @JsonCreator
    static Condition of(
            @JsonProperty("all") @Nullable List<Condition> all,
            @JsonProperty("any") @Nullable List<Condition> any,
            @JsonProperty("pointer") @Nullable String pointer,
            @JsonProperty("eq") @Nullable JsonNode eq,
            @JsonProperty("in") @Nullable List<JsonNode> in,
            @JsonProperty("exists") @Nullable Boolean exists,
            @JsonProperty("less_than") @Nullable BigDecimal lessThan,
            @JsonProperty("at_most") @Nullable BigDecimal atMost,
            @JsonProperty("more_than") @Nullable BigDecimal moreThan,
            @JsonProperty("at_least") @Nullable BigDecimal atLeast) {
        List<Condition> stated = new ArrayList<>();
        if (all != null) {
            stated.add(new All(Documents.sized(all, "all", MOST)));
        }
        if (any != null) {
            stated.add(new Any(Documents.sized(any, "any", MOST)));
        }
        boolean isGroup = !stated.isEmpty();
        JsonPointer at = pointer == null ? JsonPointer.empty() : Documents.pointer(pointer, "pointer");
        if (eq != null) {
            stated.add(new OneOf(at, List.of(eq)));
        }
        if (in != null) {
            stated.add(new OneOf(at, Documents.sized(in, "in", MOST)));
        }
        if (exists != null) {
            stated.add(new Exists(at, exists));
        }
        Bounds.of(lessThan, atMost, moreThan, atLeast).forEach(bound -> stated.add(new Within(at, bound)));
        if (stated.size() != 1 || isGroup == (pointer != null)) {
            throw new IllegalArgumentException("must be either 'all' or 'any' with a list of conditions, or a 'pointer'"
                    + " with one of eq, in, exists, " + Bounds.NAMES);
        }
        return stated.get(0);
    }

    private static int deepest(List<Condition> conditions) {
        return conditions.stream().mapToInt(Condition::depth).max().orElse(0);
    }
}
