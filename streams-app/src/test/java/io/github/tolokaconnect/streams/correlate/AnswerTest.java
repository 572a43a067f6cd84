package io.github.tolokaconnect.streams.correlate;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    @Test
    void readsWhatItNeedsAndIgnoresTheRest() {
        Answer answer = parse("{\"answer_id\":\"a\",\"task_id\":\"task-1\",\"pool_id\":\"7\",\"user_id\":\"u\","
                + "\"output_values\":{\"b\":1.0,\"a\":\"x\"},\"confidence\":0.9,\"aggregated\":true,"
                + "\"answered\":\"2026-11-21T14:00:00+02:00\",\"mood\":[]}");

        assertThat(answer.output()).isEqualTo(json("{\"a\":\"x\",\"b\":1}"));
        assertThat(answer.confidence()).isEqualTo(0.9);
        assertThat(answer.isAggregated()).isTrue();
        assertThat(answer.at()).isEqualTo(NOON);
    }

    @Test
    void takesTheRecordsTimeIfItSaysNone() {
        Answer answer = parse("{\"output_values\":{},\"answered\":null,\"aggregated\":null,\"confidence\":null}");

        assertThat(answer.at()).isEqualTo(NOON);
        assertThat(answer.isAggregated()).isFalse();
        assertThat(answer.confidence()).isNull();
        assertThat(answer.identity()).isNull();
    }

    @Test
    void isRecognisedByItsIdElseByThePerson() {
        Answer byId = parse("{\"answer_id\":\"x\",\"user_id\":\"u\",\"output_values\":{}}");
        Answer byIdOfAnother = parse("{\"answer_id\":\"x\",\"user_id\":\"v\",\"output_values\":{}}");
        Answer byPerson = parse("{\"user_id\":\"x\",\"output_values\":{}}");

        assertThat(byId.identity()).isEqualTo(byIdOfAnother.identity()).isNotEqualTo(byPerson.identity());
        assertThat(byPerson.identity()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | not a JSON object",
                "[] | not a JSON object",
                "{ | not well-formed",
                "{\"output_values\":{}} {} | not well-formed",
                "{} | output_values",
                "{\"output_values\":\"x\"} | output_values",
                "{\"task_id\":\"task-2\",\"output_values\":{}} | task_id is not the key",
                "{\"answer_id\":7,\"output_values\":{}} | answer_id is no string",
                "{\"confidence\":1.1,\"output_values\":{}} | confidence",
                "{\"confidence\":\"1\",\"output_values\":{}} | confidence",
                "{\"aggregated\":\"yes\",\"output_values\":{}} | aggregated",
                "{\"answered\":\"yesterday\",\"output_values\":{}} | answered"
            })
    void refusesWhatIsNoAnswer(String json, String problem) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    private static Answer parse(String json) {
        return Answer.parse(json.getBytes(UTF_8), "task-1", NOON);
    }
}
