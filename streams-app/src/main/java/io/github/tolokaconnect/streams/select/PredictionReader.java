package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.ModelRef;
import io.github.tolokaconnect.streams.select.Prediction.Candidate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads predictions, each one once. Safe from any thread. */
final class PredictionReader {

    static final String MALFORMED = "MALFORMED";
    static final String INVALID = "INVALID";

    /** Longest name of an item, a model or a version, in characters: they go into every event about it. */
    static final int MOST_CHARACTERS = 1_000;

    /** Deepest nesting: a task wraps it, its results wrap that, and readers have a limit. */
    static final int MAX_DEPTH = 400;

    // Without guesses at other encodings; every digit is kept, and of two fields with one name neither is right.
    private static final ObjectReader TREES = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private PredictionReader() {}

    /**
     * The prediction in {@code json}.
     *
     * @param key the record's key: the item, if the prediction does not say
     */
    static Prediction read(byte[] json, byte @Nullable [] key) throws UnusablePredictionException {
        if (!(tree(json) instanceof ObjectNode tree)) {
            throw new UnusablePredictionException(MALFORMED, "prediction is not a JSON object");
        }
        String itemId = itemId(tree, key);
        tree.put("item_id", itemId);
        if (!tree.path("input").isObject()) {
            throw invalid("/input", "an object");
        }
        return new Prediction(tree, itemId, model(tree), candidates(tree), votes(tree));
    }

    private static JsonNode tree(byte[] json) throws UnusablePredictionException {
        try {
            return TREES.readTree(json);
        } catch (IOException e) {
            // Jackson quotes the content in its messages, so they are not passed on.
            String place = e instanceof JacksonException jackson && jackson.getLocation() != null
                    ? " near byte " + jackson.getLocation().getByteOffset()
                    : "";
            throw new UnusablePredictionException(
                    MALFORMED,
                    "prediction is not one well-formed JSON value in UTF-8, with at most " + MAX_DEPTH
                            + " levels and no field twice" + place);
        }
    }

    private static String itemId(JsonNode tree, byte @Nullable [] key) throws UnusablePredictionException {
        JsonNode stated = tree.path("item_id");
        if (!stated.isMissingNode() && !stated.isNull()) {
            return text(stated, "/item_id");
        }
        if (key == null || key.length == 0) {
            throw new UnusablePredictionException(
                    INVALID, "prediction at /item_id: names no item, and its record has no key; give it one of both");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            if (text.length() <= MOST_CHARACTERS) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Neither is a name.
        }
        throw new UnusablePredictionException(
                INVALID,
                "prediction at /item_id: names no item, and its record's key is not text of at most " + MOST_CHARACTERS
                        + " characters in UTF-8");
    }

    private static ModelRef model(JsonNode tree) throws UnusablePredictionException {
        JsonNode model = tree.path("model");
        if (!model.isObject()) {
            throw invalid("/model", "an object");
        }
        JsonNode version = model.path("version");
        return new ModelRef(
                text(model.path("name"), "/model/name"),
                version.isMissingNode() || version.isNull() ? null : text(version, "/model/version"));
    }

    private static List<Candidate> candidates(JsonNode tree) throws UnusablePredictionException {
        JsonNode predictions = tree.path("predictions");
        if (!predictions.isArray()) {
            throw invalid("/predictions", "an array");
        }
        List<Candidate> candidates = new ArrayList<>(predictions.size());
        for (JsonNode prediction : predictions) {
            String place = "/predictions/" + candidates.size();
            JsonNode outputValues = prediction.path("output_values");
            if (!outputValues.isObject()) {
                throw invalid(place + "/output_values", "an object");
            }
            candidates.add(
                    new Candidate(outputValues, confidence(prediction.path("confidence"), place + "/confidence")));
        }
        return candidates;
    }

    private static double confidence(JsonNode confidence, String place) throws UnusablePredictionException {
        double value = confidence.isNumber() ? confidence.doubleValue() : -1;
        if (value >= 0 && value <= 1) {
            return value;
        }
        throw invalid(place, "a number from 0 to 1");
    }

    private static List<JsonNode> votes(JsonNode tree) throws UnusablePredictionException {
        JsonNode votes = tree.path("votes");
        if (votes.isMissingNode() || votes.isNull()) {
            return List.of();
        }
        if (!votes.isArray()) {
            throw invalid("/votes", "an array");
        }
        List<JsonNode> said = new ArrayList<>(votes.size());
        for (JsonNode vote : votes) {
            String place = "/votes/" + said.size();
            text(vote.path("member"), place + "/member");
            if (!vote.path("output_values").isObject()) {
                throw invalid(place + "/output_values", "an object");
            }
            said.add(vote.path("output_values"));
        }
        return said;
    }

    private static String text(JsonNode value, String place) throws UnusablePredictionException {
        if (value.isTextual()
                && !value.textValue().isEmpty()
                && value.textValue().length() <= MOST_CHARACTERS) {
            return value.textValue();
        }
        throw invalid(place, "text of 1 to " + MOST_CHARACTERS + " characters");
    }

    private static UnusablePredictionException invalid(String place, String allowed) {
        return new UnusablePredictionException(INVALID, "prediction at " + place + ": must be " + allowed);
    }
}
