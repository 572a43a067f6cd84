package io.github.tolokaconnect.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskRulesTest {
    private static final String SPEC = """
            {"id":"7","task_spec":{"input_spec":{
              "image":{"type":"URL","required":false},
              "text":{"type":"string","required":false,"min_length":2,"max_length":4,"pattern":"[a-z]*"},
              "pet":{"type":"string","required":false,"allowed_values":["cat","dog"]},
              "count":{"type":"integer","required":false,"min_value":1,"max_value":9},
              "score":{"type":"float","required":false,"min_value":0.01},
              "flag":{"type":"boolean","required":false},
              "place":{"type":"coordinates","required":false},
              "blob":{"type":"json","required":false},
              "tags":{"type":"array_string","required":false,"min_size":1,"max_size":2,"max_length":3}
            },"output_spec":{"result":{"type":"string","allowed_values":["OK","BAD"]}}}}
            """;
    private static final Fixture FIXTURE = Fixture.demo()
            .withProject(SPEC)
            .withPool("{\"id\":\"21\",\"project_id\":\"7\",\"status\":\"OPEN\",\"mixer_config\":{}}");

    private final Conversation api = Conversation.with(FIXTURE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "image | \"ftp://x\"         | INVALID_URL_SYNTAX",
                "image | \"http://\"         | INVALID_URL_SYNTAX",
                "image | 1                   | INVALID_URL_SYNTAX",
                "text  | 1                   | STRING_EXPECTED",
                "text  | \"a\"               | STRING_LENGTH_LESS_THAN_MIN",
                "text  | \"abcde\"           | STRING_LENGTH_GREATER_THAN_MAX",
                "text  | \"AB\"              | PATTERN_MISMATCH",
                "pet   | \"cow\"             | VALUE_NOT_ALLOWED",
                "count | 1.5                 | INTEGER_EXPECTED",
                "count | \"1\"               | INTEGER_EXPECTED",
                "count | 0                   | VALUE_LESS_THAN_MIN",
                "count | 10                  | VALUE_GREATER_THAN_MAX",
                "score | \"0.5\"             | FLOAT_EXPECTED",
                "score | 0.001               | VALUE_LESS_THAN_MIN",
                "flag  | \"true\"            | BOOLEAN_EXPECTED",
                "place | \"91.0,10.0\"       | INVALID_COORDINATES_SYNTAX",
                "place | \"here\"            | INVALID_COORDINATES_SYNTAX",
                "blob  | \"{}\"              | JSON_EXPECTED",
                "tags  | \"a\"               | ARRAY_EXPECTED",
                "tags  | []                  | ARRAY_SIZE_LESS_THAN_MIN",
                "tags  | [\"a\",\"b\",\"c\"] | ARRAY_SIZE_GREATER_THAN_MAX",
            })
    void rejectsAnInputValue(String field, String value, String code) {
        Answer answer = api.post("/tasks", task("\"" + field + "\":" + value, ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error(answer, "input_values." + field)).isEqualTo(code);
        assertThat(answer.json().path("payload")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "image | \"www.example.com/a\"",
                "text  | \"abcd\"",
                "pet   | \"cat\"",
                "count | 9",
                "score | 1",
                "flag  | false",
                "place | \"53.910236, 27.531110\"",
                "blob  | {\"a\":[1]}",
                "tags  | [\"abc\",\"d\"]",
                "text  | null",
            })
    void acceptsAnInputValue(String field, String value) {
        Answer answer = api.post("/tasks", task("\"" + field + "\":" + value, ""));

        assertThat(answer.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"overlap\":0                                          | overlap                                   | VALUE_LESS_THAN_MIN",
                "\"overlap\":30001                                      | overlap                                   | VALUE_GREATER_THAN_MAX",
                "\"overlap\":\"3\"                                      | overlap                                   | INTEGER_EXPECTED",
                "\"infinite_overlap\":1                                 | infinite_overlap                          | BOOLEAN_EXPECTED",
                "\"infinite_overlap\":true                              | overlap                                   | VALUE_NOT_ALLOWED",
                "\"surprise\":1                                         | surprise                                  | VALUE_NOT_ALLOWED",
                "\"reserved_for\":[\"u\",\"u\"]                         | reserved_for                              | DUPLICATE_VALUE_IN_ARRAY",
                "\"unavailable_for\":[7]                                | unavailable_for.0                         | STRING_EXPECTED",
                "\"message_on_unknown_solution\":7                      | message_on_unknown_solution               | STRING_EXPECTED",
                "\"localization_config\":7                              | localization_config                       | OBJECT_EXPECTED",
                "\"known_solutions\":{}                                 | known_solutions                           | ARRAY_EXPECTED",
                "\"known_solutions\":[{}]                               | known_solutions.0.output_values           | VALUE_REQUIRED",
                "\"known_solutions\":[{\"output_values\":{\"result\":\"NO\"}}] | known_solutions.0.output_values.result | VALUE_NOT_ALLOWED",
                "\"known_solutions\":[{\"output_values\":{\"result\":\"OK\"},\"correctness_weight\":1.1}] | known_solutions.0.correctness_weight | VALUE_GREATER_THAN_MAX",
                "\"baseline_solutions\":[{\"output_values\":{\"result\":\"OK\"},\"confidence_weight\":-1}] | baseline_solutions.0.confidence_weight | VALUE_LESS_THAN_MIN",
                "\"pool_id\":\"9999\"                                   | pool_id                                   | ENTITY_DOES_NOT_EXIST",
                "\"pool_id\":21                                         | pool_id                                   | STRING_EXPECTED",
            })
    void rejectsAField(String extra, String path, String code) {
        Answer answer = api.post("/tasks", task("", "," + extra));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error(answer, path)).isEqualTo(code);
    }

    @Test
    void reportsAllThatIsWrongWithATaskTogether() {
        Answer answer = api.post("/tasks", task("\"count\":0,\"flag\":3,\"nobody\":1", ",\"surprise\":1"));

        assertThat(answer.json().path("payload").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "input_values.count", "input_values.flag", "input_values.nobody", "surprise");
    }

    @Test
    void namesTheLimitThatWasPassed() {
        Answer answer = api.post("/tasks", task("\"score\":0.001", ""));

        assertThat(answer.json().at("/payload/input_values.score/params/0").asText())
                .isEqualTo("0.01");
    }

    @Test
    void neverAppliesTheDefaultOverlapUnasked() {
        String task = "{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"http://a\"}}";

        Answer without = api.post("/tasks", task);
        Answer with = api.post("/tasks?allow_defaults=true", task);

        assertThat(error(without, "overlap")).isEqualTo("VALUE_REQUIRED");
        assertThat(with.json().path("overlap").asInt()).isEqualTo(3);
    }

    @Test
    void prefersTheOverlapOfTheTaskToTheDefault() {
        Answer answer = api.post("/tasks?allow_defaults=true", Conversation.VALID);

        assertThat(answer.json().path("overlap").asInt()).isEqualTo(2);
    }

    @Test
    void acceptsInfiniteOverlapBesideAnExplicitNull() {
        String task = Conversation.VALID.replace("\"overlap\":2", "\"overlap\":null,\"infinite_overlap\":true");

        Answer answer = api.post("/tasks", task);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("infinite_overlap").asBoolean()).isTrue();
        assertThat(answer.json().path("overlap").isNull()).isTrue();
    }

    private static String task(String inputValues, String extra) {
        return "{\"pool_id\":\"21\",\"overlap\":1,\"input_values\":{" + inputValues + "}" + extra + "}";
    }

    private static String error(Answer answer, String path) {
        return answer.json().path("payload").path(path).path("code").asText();
    }
}
