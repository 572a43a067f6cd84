package io.github.tolokaconnect.streams.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemsApiTest {

    private final Known known = new Known();
    private Instance instance;

    @BeforeEach
    void start() throws IOException {
        instance = Instance.of(known);
    }

    @AfterEach
    void stop() {
        instance.close();
    }

    @Test
    void tellsTheLifeOfAnItemInTheOrderOfTime() throws Exception {
        known.items.put("img-1", Cases.labelled("img-1"));

        JsonNode item = instance.read("/api/v1/items/img-1");

        assertThat(item.path("state").asText()).isEqualTo("labelled");
        assertThat(item.path("timeline").findValuesAsText("kind"))
                .containsExactly("decision", "refusal", "task", "label");
        assertThat(item.path("timeline").findValuesAsText("what"))
                .containsExactly(
                        "Selected by route cats, because of margin<0.2.",
                        "Refused with VALUE_REQUIRED at input_values.image.",
                        "Became task task-1 in pool 1001.",
                        "Labelled by people, as the model had said.");
        assertThat(item.path("timeline").path(2).path("ids").path("task").asText())
                .isEqualTo("task-1");
        assertThat(item.path("timeline")
                        .path(3)
                        .path("facts")
                        .path("label")
                        .path("result")
                        .asText())
                .isEqualTo("cat");
    }

    @Test
    void tellsOnlyTheDecisions() throws Exception {
        known.items.put("img-1", Cases.labelled("img-1"));

        JsonNode decisions = instance.read("/api/v1/decisions/img-1").path("decisions");

        assertThat(decisions).hasSize(1);
        assertThat(decisions.path(0).path("facts").path("verdict").asText()).isEqualTo("SELECTED");
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Fb%2Fc, a/b/c",
        "100%25, 100%",
        "%252F, %2F",
        "a+b%20c, a+b c",
        "caf%C3%A9, café",
        "%E7%8C%AB, 猫",
        "a%3Bb%3D1, a;b=1",
        "a%3Fb%23c, a?b#c"
    })
    void takesKeysAsTheyAre(String encoded, String key) throws Exception {
        known.items.put(key, Cases.labelled(key));

        assertThat(instance.read("/api/v1/items/" + encoded).path("item_id").asText())
                .isEqualTo(key);
        assertThat(Asked.segment(key).replace("%2B", "+")).isEqualTo(encoded);
    }

    @Test
    void answersNotFoundForAnUnknownItem() throws Exception {
        var response = instance.get("/api/v1/items/img-2");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Instance.json(response).path("detail").asText()).contains("img-2");
    }
}
