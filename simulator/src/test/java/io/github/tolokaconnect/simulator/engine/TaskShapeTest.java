package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parts of a task that have a structure of their own must look like, and what nulls and odd numbers do. */
class TaskShapeTest {
    private static final Fixture FIXTURE = Fixture.demo()
            .withProject("""
                    {"id":"7","task_spec":{"input_spec":{
                      "numbers":{"type":"array_integer","required":false,"allowed_values":[1,2],"max_value":1},
                      "places":{"type":"array_coordinates","required":false},
                      "big":{"type":"float","required":false,"max_value":1e400},
                      "whole":{"type":"integer","required":false}
                    },"output_spec":{"result":{"type":"string"},"picture":{"type":"file","required":false}}}}
                    """)
            .withPool("{\"id\":\"21\",\"project_id\":\"7\",\"status\":\"OPEN\",\"mixer_config\":{}}");

    private final Conversation api = Conversation.with(FIXTURE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}                                                          | default_language                   | VALUE_REQUIRED",
                "{\"default_language\":7}                                    | default_language                   | STRING_EXPECTED",
                "{\"default_language\":\"EN\",\"more\":1}                    | more                               | VALUE_NOT_ALLOWED",
                "{\"default_language\":\"EN\",\"additional_languages\":{}}   | additional_languages               | ARRAY_EXPECTED",
                "{\"default_language\":\"EN\",\"additional_languages\":[7]}  | additional_languages.0             | OBJECT_EXPECTED",
                "{\"default_language\":\"EN\",\"additional_languages\":[{}]} | additional_languages.0.language    | VALUE_REQUIRED",
                "{\"default_language\":\"EN\",\"additional_languages\":[{\"language\":\"FR\",\"message_on_unknown_solution\":\"x\"}]} | additional_languages.0.message_on_unknown_solution | OBJECT_EXPECTED",
                "{\"default_language\":\"EN\",\"additional_languages\":[{\"language\":\"FR\",\"message_on_unknown_solution\":{}}]} | additional_languages.0.message_on_unknown_solution.value | VALUE_REQUIRED",
                "{\"default_language\":\"EN\",\"additional_languages\":[{\"language\":\"FR\",\"message_on_unknown_solution\":{\"value\":\"x\",\"source\":\"ROBOT\"}}]} | additional_languages.0.message_on_unknown_solution.source | UNKNOWN_ENUM_VALUE",
            })
    void rejectsALocalization(String config, String path, String code) {
        Answer answer = api.post("/tasks", task("", ",\"localization_config\":" + config));

        assertThat(error(answer, "localization_config." + path)).isEqualTo(code);
        assertThat(answer.json().path("payload")).hasSize(1);
    }

    @Test
    void acceptsALocalization() {
        Answer answer = api.post("/tasks", task("", """
                ,"localization_config":{"default_language":"EN","additional_languages":[
                  {"language":"FR","message_on_unknown_solution":{"value":"non","source":"REQUESTER"}},
                  {"language":"RU"}]}"""));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json()
                        .at("/localization_config/additional_languages/1/language")
                        .asText())
                .isEqualTo("RU");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"known_solutions\":[null]               | known_solutions.0                    | VALUE_REQUIRED",
                "\"known_solutions\":[7]                  | known_solutions.0                    | OBJECT_EXPECTED",
                "\"known_solutions\":[{\"output_values\":{\"result\":\"a\"},\"confidence_weight\":1}] | known_solutions.0.confidence_weight | VALUE_NOT_ALLOWED",
                "\"known_solutions\":[{\"output_values\":{\"result\":\"a\"},\"correctness_weight\":\"1\"}] | known_solutions.0.correctness_weight | FLOAT_EXPECTED",
                "\"known_solutions\":[{\"output_values\":{\"result\":\"a\",\"picture\":7}}] | known_solutions.0.output_values.picture | STRING_EXPECTED",
                "\"baseline_solutions\":[{\"output_values\":null}] | baseline_solutions.0.output_values | VALUE_REQUIRED",
                "\"reserved_for\":[null]                  | reserved_for.0                       | VALUE_REQUIRED",
                "\"traits_any_of\":\"t\"                  | traits_any_of                        | ARRAY_EXPECTED",
                "\"origin_task_id\":7                     | origin_task_id                       | STRING_EXPECTED",
                "\"overlap\":1.0                          | overlap                              | INTEGER_EXPECTED",
                "\"overlap\":1e999999999                  | overlap                              | INTEGER_EXPECTED",
                "\"input_values\":{\"whole\":1e999999999} | input_values.whole                   | INTEGER_EXPECTED",
                "\"input_values\":{\"big\":1e999999999}   | input_values.big                     | VALUE_GREATER_THAN_MAX",
                "\"input_values\":{\"numbers\":[1,3]}     | input_values.numbers.1               | VALUE_GREATER_THAN_MAX",
                "\"input_values\":{\"numbers\":[0]}       | input_values.numbers.0               | VALUE_NOT_ALLOWED",
                "\"input_values\":{\"numbers\":[null]}    | input_values.numbers.0               | VALUE_REQUIRED",
                "\"input_values\":{\"places\":[\"1,2\",\"x\"]} | input_values.places.1           | INVALID_COORDINATES_SYNTAX",
                "\"input_values\":[]                      | input_values                         | OBJECT_EXPECTED",
            })
    void rejectsAPart(String part, String path, String code) {
        // Of a key that is there twice, the later value counts.
        Answer answer = api.post("/tasks", task("", "," + part));

        assertThat(error(answer, path)).isEqualTo(code);
        assertThat(answer.json().path("payload")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "known_solutions",
                "baseline_solutions",
                "message_on_unknown_solution",
                "localization_config",
                "reserved_for",
                "unavailable_for",
                "traits_all_of",
                "origin_task_id",
                "infinite_overlap"
            })
    void takesNullForMissing(String key) {
        Answer answer = api.post("/tasks", task("", ",\"" + key + "\":null"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path(key).isNull()).isFalse();
    }

    @Test
    void keepsNumbersAsTheyWereWritten() {
        Answer answer = api.post("/tasks", task("\"big\":-1e999999999", ""));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/input_values/big").toString()).isEqualTo("-1E+999999999");
    }

    @Test
    void checksTheShapeOfSolutionsEvenWhenThePoolIsUnknown() {
        String task =
                task("", ",\"known_solutions\":[{},{\"output_values\":7}]").replace("\"21\"", "\"9\"");

        Answer answer = api.post("/tasks", task);

        assertThat(answer.json().path("payload").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "pool_id", "known_solutions.0.output_values", "known_solutions.1.output_values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"overlap\":null}", "{\"infinite_overlap\":false}"})
    void needsAnOverlapToSet(String body) {
        String id = api.post("/tasks", VALID).json().path("id").asText();

        Answer answer = api.patch("/tasks/" + id + "/set-overlap-or-min", body);

        assertThat(error(answer, "overlap")).isEqualTo("VALUE_REQUIRED");
    }

    @Test
    void removesWhatAChangeSetsToNull() {
        String id = api.post("/tasks", VALID).json().path("id").asText();
        api.patch("/tasks/" + id, "{\"message_on_unknown_solution\":\"look again\"}");

        Answer answer = api.patch("/tasks/" + id, "{\"message_on_unknown_solution\":null}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("message_on_unknown_solution")).isFalse();
        assertThat(answer.json().path("overlap").asInt()).isEqualTo(2);
    }

    private static String task(String inputValues, String extra) {
        return "{\"pool_id\":\"21\",\"overlap\":1,\"input_values\":{" + inputValues + "}" + extra + "}";
    }

    private static String error(Answer answer, String path) {
        return answer.json().path("payload").path(path).path("code").asText();
    }
}
