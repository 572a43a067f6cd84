package io.github.tolokaconnect.streams.select;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.RawJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Predictions and routes in short. JSON may be written with single quotes. */
final class Samples {

    static final Duration MONTH = Duration.ofDays(30);

    private Samples() {}

    static RawJson json(String text) {
        return RawJson.of(bytes(text));
    }

    static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    static JsonNode tree(String text) {
        return json(text).toNode();
    }

    /** A prediction of cats and dogs with these confidences about {@code item}, a picture of its own. */
    static String predictionJson(String item, double... confidences) {
        String predictions = Arrays.stream(confidences)
                .mapToObj(confidence -> "{'output_values': {'class': 'c" + Math.round(confidence * 1000)
                        + "'}, 'confidence': " + confidence + "}")
                .collect(Collectors.joining(", "));
        return "{'item_id': '" + item
                + "', 'model': {'name': 'catdog', 'version': '7'}, 'input': {'image': 'https://images.example.com/"
                + item + "'}, 'predictions': [" + predictions + "]}";
    }

    static Prediction prediction(String json) {
        try {
            return PredictionReader.read(bytes(json), null);
        } catch (UnusablePredictionException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static Prediction votes(String... votes) {
        String json = Arrays.stream(votes)
                .map(vote -> "{'member': 'm', 'output_values': {'class': " + vote + "}}")
                .collect(Collectors.joining(", "));
        return prediction(
                "{'item_id': 'i', 'model': {'name': 'm'}, 'input': {}, 'predictions': [], 'votes': [" + json + "]}");
    }

    static Prediction confidences(double... confidences) {
        return prediction(predictionJson("item", confidences));
    }

    /** The route {@code name} with these further fields, which begin with a comma; selects a margin below 0.2. */
    static String routeJson(String name, String fields) {
        return "{'route': '" + name + "', 'pool': '1001', 'select': {'any': [{'measure': 'margin', 'less_than': 0.2}]},"
                + " 'map': {'input_values': {'image': '/input/image'}, 'overlap': 3}" + fields + "}";
    }

    static Route route(String name, String fields) {
        try {
            return Route.read(name, json(routeJson(name, fields)), MONTH);
        } catch (InvalidDocumentException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
