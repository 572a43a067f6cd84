package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model's own opinion, sent along with the task.
 *
 * @param from where the candidates are: an array of objects with {@code output_values} and {@code confidence}
 * @param top how many of them at most, the most confident ones
 * @param minConfidence how confident each has to be
 */
record ModelSolutions(JsonPointer from, int top, double minConfidence) {

    private static final int MOST = 100;

    /** As a document writes it. */
    @JsonCreator
    static ModelSolutions of(
            @JsonProperty("from") @Nullable String from,
            @JsonProperty("top") @Nullable Integer top,
            @JsonProperty("min_confidence") @Nullable BigDecimal minConfidence) {
        double least = minConfidence == null ? 0 : minConfidence.doubleValue();
        if (!(least >= 0 && least <= 1)) {
            throw new InvalidFieldException("min_confidence", "must be from 0 to 1");
        }
        return new ModelSolutions(
                Documents.pointer(from == null ? "/predictions" : from, "from"),
                top == null ? MOST : Documents.inRange(top, "top", 1, MOST),
                least);
    }

    /**
     * The baseline solutions of a task for {@code prediction}, the most confident first; those of equal confidence as they came.
     *
     * @throws UnmappableException if the candidates are not there, or are none
     */
    ArrayNode solutions(JsonNode prediction) throws UnmappableException {
        JsonNode candidates = UnmappableException.found(prediction, from, "baseline");
        if (!candidates.isArray()) {
            throw notCandidates();
        }
        List<JsonNode> confident = new ArrayList<>();
        for (JsonNode candidate : candidates) {
            JsonNode confidence = candidate.path("confidence");
            if (!candidate.path("output_values").isObject()
                    || !confidence.isNumber()
                    || confidence.doubleValue() < 0
                    || confidence.doubleValue() > 1) {
                throw notCandidates();
            }
            if (confidence.doubleValue() >= minConfidence) {
                confident.add(candidate);
            }
        }
        confident.sort(Comparator.comparingDouble(
                candidate -> -candidate.path("confidence").doubleValue()));
        ArrayNode solutions = JsonNodeFactory.instance.arrayNode();
        for (JsonNode candidate : confident.subList(0, Math.min(top, confident.size()))) {
            solutions
                    .addObject()
                    .<ObjectNode>set("output_values", candidate.path("output_values"))
                    .set("confidence_weight", candidate.path("confidence"));
        }
        return solutions;
    }

    private UnmappableException notCandidates() {
        return new UnmappableException("the route's field 'baseline' needs at " + from
                + " an array of objects with output_values and a confidence from 0 to 1");
    }
}
