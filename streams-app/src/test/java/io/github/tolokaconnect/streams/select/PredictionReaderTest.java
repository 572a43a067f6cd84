package io.github.tolokaconnect.streams.select;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tolokaconnect.events.ModelRef;
import io.github.tolokaconnect.streams.select.Prediction.Candidate;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionReaderTest {

    private static final String WHOLE = "{'item_id': 'i', 'model': {'name': 'm', 'version': '7'}, 'input': {'x': 1.50},"
            + " 'predictions': [{'output_values': {'class': 'cat'}, 'confidence': 0.5, 'more': 1}],"
            + " 'votes': [{'member': 'a', 'output_values': {}}], 'further': [1]}";

    @Test
    void readsAWholePrediction() throws Exception {
        Prediction read = read(WHOLE, "key");

        assertThat(read.itemId()).isEqualTo("i");
        assertThat(read.model()).isEqualTo(new ModelRef("m", "7"));
        assertThat(read.candidates()).containsExactly(new Candidate(Samples.tree("{'class': 'cat'}"), 0.5));
        assertThat(read.votes()).containsExactly(Samples.tree("{}"));
        assertThat(read.tree().at("/input/x")).hasToString("1.50");
    }

    @Test
    void namesTheItemByTheKeyIfItDoesNotSay() throws Exception {
        Prediction read = read(WHOLE.replace("'item_id': 'i', ", ""), "schlüssel");

        assertThat(read.itemId()).isEqualTo("schlüssel");
        assertThat(read.tree().path("item_id").textValue()).isEqualTo("schlüssel");
    }

    @Test
    void needsANameOfTheItem() {
        String nameless = WHOLE.replace("'i'", "null");

        assertInvalid(nameless, null, "/item_id: names no item, and its record has no key");
        assertInvalid(nameless, "", "/item_id: names no item, and its record has no key");
        assertInvalid(nameless, "k".repeat(1_001), "its record's key is not text of at most 1000 characters");
        assertThatExceptionOfType(UnusablePredictionException.class)
                .isThrownBy(() -> PredictionReader.read(Samples.bytes(nameless), new byte[] {(byte) 0xff}))
                .withMessageContaining("its record's key is not text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "{", "[]", "null", "5", "{} {}", "{'a': 1, 'a': 2}", "{'a': 01}"})
    void refusesWhatIsNoJsonObject(String json) {
        assertThatExceptionOfType(UnusablePredictionException.class)
                .isThrownBy(() -> read(json, "key"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("MALFORMED"));
    }

    @Test
    void refusesOtherEncodingsAndEndlessNesting() {
        byte[] utf16 = WHOLE.replace('\'', '"').getBytes(StandardCharsets.UTF_16);
        byte[] deep = ("[".repeat(401) + "]".repeat(401)).getBytes(UTF_8);

        for (byte[] bytes : new byte[][] {utf16, deep, {'"', (byte) 0xc3, '"'}}) {
            assertThatExceptionOfType(UnusablePredictionException.class)
                    .isThrownBy(() -> PredictionReader.read(bytes, null))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo("MALFORMED"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'item_id': 'i' | 'item_id': 5 | /item_id: must be text of 1 to 1000 characters",
                "'item_id': 'i' | 'item_id': '' | /item_id: must be text of 1 to 1000 characters",
                "'input': {'x': 1.50} | 'input': 5 | /input: must be an object",
                "'input': {'x': 1.50} | 'output': {} | /input: must be an object",
                "{'name': 'm', 'version': '7'} | 'm' | /model: must be an object",
                "'name': 'm' | 'nom': 'm' | /model/name: must be text",
                "'version': '7' | 'version': 7 | /model/version: must be text",
                "'predictions' | 'prediction' | /predictions: must be an array",
                "'output_values': {'class': 'cat'} | 'output_values': [] | /predictions/0/output_values: must be an object",
                "'confidence': 0.5 | 'confidence': '0.5' | /predictions/0/confidence: must be a number from 0 to 1",
                "'confidence': 0.5 | 'confidence': 1.01 | /predictions/0/confidence: must be a number from 0 to 1",
                "'confidence': 0.5 | 'confidence': -0.1 | /predictions/0/confidence: must be a number from 0 to 1",
                "'confidence': 0.5 | 'confidence': 1e400 | /predictions/0/confidence: must be a number from 0 to 1",
                "'confidence': 0.5, | | /predictions/0/confidence: must be a number from 0 to 1",
                "'votes': [ | 'votes': 5, 'x': [ | /votes: must be an array",
                "'member': 'a' | 'member': null | /votes/0/member: must be text",
                "'output_values': {}} | 'x': {}} | /votes/0/output_values: must be an object",
            })
    void refusesFieldsThatAreWrong(String right, @Nullable String wrong, String problem) {
        assertInvalid(WHOLE.replace(right, wrong == null ? "" : wrong), null, problem);
    }

    private static void assertInvalid(String json, @Nullable String key, String problem) {
        assertThatExceptionOfType(UnusablePredictionException.class)
                .isThrownBy(() -> read(json, key))
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.reason()).isEqualTo("INVALID"));
    }

    private static Prediction read(String json, @Nullable String key) throws UnusablePredictionException {
        return PredictionReader.read(Samples.bytes(json), key == null ? null : key.getBytes(UTF_8));
    }
}
