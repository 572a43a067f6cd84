package io.github.tolokaconnect.streams.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final JsonNode PREDICTION =
            Samples.tree("{'input': {'image': 'http://x', 'boxes': [{'x': 1.50}]}, 'a/b': 7, 'none': null}");

    @Test
    void putsInWhatPointersFind() throws Exception {
        assertThat(
                        task(
                                "{'input_values': {'image': '/input/image', 'box': '/input/boxes/0', 'n': '/a~1b', 'no': '/none'}}"))
                .isEqualTo(Samples.tree(
                        "{'input_values': {'image': 'http://x', 'box': {'x': 1.50}, 'n': 7, 'no': null}}"));
    }

    @Test
    void leavesOtherValuesAsTheyAre() throws Exception {
        assertThat(task("{'input_values': {'text': 'a / b', 'list': ['/a~1b', 2, true]}, 'overlap': 3}"))
                .isEqualTo(Samples.tree("{'input_values': {'text': 'a / b', 'list': [7, 2, true]}, 'overlap': 3}"));
    }

    @Test
    void takesLiteralsLiterally() throws Exception {
        assertThat(task("{'input_values': {'path': {'literal': '/x'}, 'o': {'literal': {'literal': '/y'}}}}"))
                .isEqualTo(Samples.tree("{'input_values': {'path': '/x', 'o': {'literal': '/y'}}}"));
    }

    @Test
    void takesAllInputValuesFromOnePlace() throws Exception {
        assertThat(task("{'input_values': '/input'}").path("input_values")).isEqualTo(PREDICTION.path("input"));
    }

    @Test
    void namesThePointerThatFindsNothing() {
        assertThatExceptionOfType(UnmappableException.class)
                .isThrownBy(() -> task("{'input_values': {'image': '/input/picture'}}"))
                .withMessage("the route's field 'map' needs /input/picture, and the prediction has nothing there");
    }

    @Test
    void refusesInputValuesThatAreNoObject() {
        assertThatExceptionOfType(UnmappableException.class)
                .isThrownBy(() -> task("{'input_values': '/input/image'}"))
                .withMessageContaining("input_values of something in the prediction that is no object");
    }

    private static JsonNode task(String template) throws Exception {
        return Documents.read(Samples.json(template), Template.class).task(PREDICTION);
    }
}
