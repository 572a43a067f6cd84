package io.github.tolokaconnect.streams.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSolutionsTest {

    private static final JsonNode PREDICTION = Samples.tree("{'predictions': ["
            + "{'output_values': {'class': 'fox'}, 'confidence': 0.1},"
            + "{'output_values': {'class': 'dog'}, 'confidence': 0.30},"
            + "{'output_values': {'class': 'cat'}, 'confidence': 0.6}]}");

    @Test
    void listsCandidatesFromTheMostConfidentOne() throws Exception {
        assertThat(solutions("{}", PREDICTION))
                .isEqualTo(Samples.tree("[{'output_values': {'class': 'cat'}, 'confidence_weight': 0.6},"
                        + "{'output_values': {'class': 'dog'}, 'confidence_weight': 0.30},"
                        + "{'output_values': {'class': 'fox'}, 'confidence_weight': 0.1}]"));
    }

    @Test
    void leavesOutThoseBehindTheTopAndBelowTheConfidence() throws Exception {
        assertThat(solutions("{'top': 1}", PREDICTION)).hasSize(1);
        assertThat(solutions("{'min_confidence': 0.3}", PREDICTION)).hasSize(2);
        assertThat(solutions("{'min_confidence': 0.9}", PREDICTION)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'votes': {}}",
                "{'votes': [{'output_values': {}}]}",
                "{'votes': [{'output_values': {}, 'confidence': 2}]}",
                "{'votes': [{'confidence': 0.5}]}"
            })
    void refusesWhatAreNoCandidates(String prediction) {
        assertThatExceptionOfType(UnmappableException.class)
                .isThrownBy(() -> solutions("{'from': '/votes'}", Samples.tree(prediction)))
                .withMessageContaining("the route's field 'baseline' needs at /votes an array");
    }

    @Test
    void namesThePointerThatFindsNothing() {
        assertThatExceptionOfType(UnmappableException.class)
                .isThrownBy(() -> solutions("{'from': '/votes'}", PREDICTION))
                .withMessageContaining(
                        "the route's field 'baseline' needs /votes, and the prediction has nothing there");
    }

    private static JsonNode solutions(String baseline, JsonNode prediction) throws Exception {
        return Documents.read(Samples.json(baseline), ModelSolutions.class).solutions(prediction);
    }
}
