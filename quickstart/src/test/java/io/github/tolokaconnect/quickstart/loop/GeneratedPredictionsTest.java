package io.github.tolokaconnect.quickstart.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GeneratedPredictionsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double MARGIN = 0.2;

    @Test
    void areTheSameEachTimeAndInALongerRun() throws IOException {
        assertThat(predictions(1, 200)).isEqualTo(predictions(1, 500).subList(0, 200));
        assertThat(predictions(101, 100)).isEqualTo(predictions(1, 200).subList(100, 200));
    }

    @Test
    void areAboutAnItemEach() throws IOException {
        assertThat(predictions(1, 500).stream().map(json -> json.path("item_id").asText()))
                .doesNotHaveDuplicates()
                .allSatisfy(item -> assertThat(GeneratedPredictions.item(
                                GeneratedPredictions.number(item).orElseThrow()))
                        .isEqualTo(item));
        assertThat(GeneratedPredictions.number("sign-0000001")).isEmpty();
        assertThat(GeneratedPredictions.number("pet-1x")).isEmpty();
    }

    @Test
    void satisfyTheSchemaOfTheContract() throws IOException {
        var schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(resource("/schemas/prediction/1.0.json"));

        assertThat(predictions(1, 300))
                .allSatisfy(
                        prediction -> assertThat(schema.validate(prediction)).isEmpty());
    }

    @Test
    void areUncertainRepeatedBrokenBareAndForeignNowAndThen() throws IOException {
        var predictions = predictions(1, 1000);
        var images = predictions.stream()
                .map(prediction -> prediction.at("/input/image").asText())
                .filter(image -> !image.isEmpty())
                .toList();

        assertThat(predictions.stream().filter(GeneratedPredictionsTest::isUncertain))
                .hasSizeBetween(300, 450);
        assertThat(images.size() - images.stream().distinct().count()).isEqualTo(40);
        assertThat(images.stream().filter(image -> image.contains(" "))).hasSize(20);
        assertThat(predictions.size() - images.size()).isEqualTo(10);
        assertThat(predictions.stream()
                        .filter(prediction ->
                                prediction.at("/attributes/lang").asText().equals("fr")))
                .hasSize(25);
    }

    private static boolean isUncertain(JsonNode prediction) {
        return prediction.at("/predictions/0/confidence").doubleValue()
                        - prediction.at("/predictions/1/confidence").doubleValue()
                < MARGIN;
    }

    private static List<JsonNode> predictions(long first, int count) throws IOException {
        var all = new ArrayList<JsonNode>();
        var predictions = new GeneratedPredictions(first, count);
        for (var next = predictions.next(); next.isPresent(); next = predictions.next()) {
            all.add(JSON.readTree(next.get().value()));
        }
        return all;
    }

    private static JsonNode resource(String name) throws IOException {
        try (var stream = GeneratedPredictionsTest.class.getResourceAsStream(name)) {
            return JSON.readTree(Objects.requireNonNull(stream, name));
        }
    }
}
