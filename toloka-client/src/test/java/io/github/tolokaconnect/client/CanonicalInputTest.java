package io.github.tolokaconnect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static String sha256(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return CanonicalInput.sha256(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":[true,null]} | { \"b\" : [ true , null ] , \"a\" : 1 }",
                "{\"a\":{\"x\":1,\"y\":2}} | {\"a\":{\"y\":2,\"x\":1}}",
                "\"é\" | \"\\u00e9\"",
                "\"/\" | \"\\/\"",
                "1 | 1.0",
                "100 | 1e2",
                "0.1 | 1.0E-1",
                "0 | -0.0",
                "1e99999999999 | 1e99999999999",
            })
    void agreesOnTextsThatMeanTheSame(String one, String other) {
        assertThat(sha256(one)).isEqualTo(sha256(other)).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1} | {\"a\":\"1\"}",
                "\"1E0\" | 1",
                "[1,2] | [2,1]",
                "{\"a\":null} | {}",
                "[] | {}",
                "true | \"true\"",
                "12345678901234567890 | 12345678901234567891",
                "0.1 | 0.10000000000000000001",
            })
    void differsOnTextsThatMeanAnotherThing(String one, String other) {
        assertThat(sha256(one)).isNotEqualTo(sha256(other));
    }

    @Property(tries = 200)
    void ignoresTheOrderOfKeys(@ForAll Map<String, Integer> fields) throws JsonProcessingException {
        List<String> names = new ArrayList<>(fields.keySet());
        Collections.reverse(names);
        Map<String, Integer> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, fields.get(name)));

        String digest = sha256(JSON.writeValueAsString(reversed));

        assertThat(digest).isEqualTo(sha256(JSON.writeValueAsString(fields)));
    }

    @Test
    void digestsASliceWhereItLies() {
        byte[] buffer = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);

        assertThat(CanonicalInput.sha256(buffer, 2, 7)).isEqualTo(sha256("{\"a\":1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "{\"a\":1}{}", "nonsense"})
    void refusesWhatIsNotOneValueWithoutQuotingIt(String json) {
        assertThatThrownBy(() -> sha256(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("in " + json.length() + " bytes");
    }
}
