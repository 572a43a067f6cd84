package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.repair.RefusalFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

    /** The test cases of RFC 7386, appendix A. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"b\"}           | {\"a\":\"c\"}                  | {\"a\":\"c\"}",
                "{\"a\":\"b\"}           | {\"b\":\"c\"}                  | {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"}           | {\"a\":null}                   | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null}                 | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]}         | {\"a\":\"c\"}                  | {\"a\":\"c\"}",
                "{\"a\":\"c\"}           | {\"a\":[\"b\"]}                | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}}   | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]}                    | {\"a\":[1]}",
                "[\"a\",\"b\"]           | [\"c\",\"d\"]                  | [\"c\",\"d\"]",
                "{\"a\":\"b\"}           | [\"c\"]                        | [\"c\"]",
                "{\"a\":\"foo\"}         | null                           | null",
                "{\"a\":\"foo\"}         | \"bar\"                        | \"bar\"",
                "{\"e\":null}            | {\"a\":1}                      | {\"e\":null,\"a\":1}",
                "[1,2]                   | {\"a\":\"b\",\"c\":null}       | {\"a\":\"b\"}",
                "{}                      | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}"
            })
    void doesWhatTheStandardSays(String target, String patch, String result) {
        JsonNode before = json(target).toNode();

        JsonNode after = MergePatch.apply(before, json(patch).toNode());

        assertThat(after).isEqualTo(json(result).toNode());
        assertThat(before).isEqualTo(json(target).toNode());
    }

    @Test
    void keepsFieldsInTheirOrderAndNumbersInTheirForm() {
        JsonNode after = MergePatch.apply(
                json("{\"z\":1.10,\"a\":{\"y\":2,\"b\":3}}").toNode(),
                json("{\"a\":{\"y\":4}}").toNode());

        assertThat(RawJson.of(after)).isEqualTo(json("{\"z\":1.10,\"a\":{\"y\":4,\"b\":3}}"));
    }
}
