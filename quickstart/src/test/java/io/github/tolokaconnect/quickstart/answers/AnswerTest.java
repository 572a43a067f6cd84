package io.github.tolokaconnect.quickstart.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ASSIGNMENT = """
            {"id": "a-1", "pool_id": "1001", "user_id": "u-1", "status": "ACCEPTED", "submitted": "2026-03-01T12:00:00.100",
             "tasks": [{"id": "t-1"}, {"id": "t-2"}],
             "solutions": [{"output_values": {"result": "cat"}}, {"output_values": {"result": "dog"}}]}
            """;

    @Test
    void isThereForEachTaskOfAnAssignment() throws JsonProcessingException {
        var answers = Answer.of(JSON.readTree(ASSIGNMENT));

        assertThat(answers).extracting(Answer::taskId).containsExactly("t-1", "t-2");
        assertThat(answers.get(1).json()).isEqualTo(JSON.readTree("""
                                {"answer_id": "a-1/t-2", "task_id": "t-2", "pool_id": "1001", "user_id": "u-1",
                                 "output_values": {"result": "dog"}, "answered": "2026-03-01T12:00:00.100Z"}
                                """));
    }

    @Test
    void satisfiesTheSchemaOfTheContract() throws IOException {
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        resource("/schemas/answer/1.0.json"),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());

        assertThat(Answer.of(JSON.readTree(ASSIGNMENT)))
                .allSatisfy(answer -> assertThat(schema.validate(answer.json())).isEmpty());
    }

    @Test
    void isNotGuessedWhereSolutionsAreMissing() throws JsonProcessingException {
        var assignment = JSON.readTree(ASSIGNMENT.replace(", {\"output_values\": {\"result\": \"dog\"}}", ""));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Answer.of(assignment))
                .withMessage("Assignment a-1 has 2 tasks and 1 solutions");
    }

    private static JsonNode resource(String name) throws IOException {
        try (var stream = AnswerTest.class.getResourceAsStream(name)) {
            return JSON.readTree(Objects.requireNonNull(stream, name));
        }
    }
}
