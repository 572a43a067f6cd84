package io.github.tolokaconnect.streams.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static final JsonNode PREDICTION = Samples.tree(
            "{'model': {'name': 'catdog'}, 'attributes': {'lang': 'en', 'size': 1.50, 'note': null, 'tags': [1]}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'pointer': '/model/name', 'eq': 'catdog'} | true",
                "{'pointer': '/model/name', 'eq': 'dog'} | false",
                "{'pointer': '/attributes/size', 'eq': 1.5} | true",
                "{'pointer': '/attributes/size', 'eq': '1.50'} | false",
                "{'pointer': '/attributes/tags', 'eq': [1.0]} | true",
                "{'pointer': '/attributes/note', 'eq': null} | true",
                "{'pointer': '/attributes/none', 'eq': null} | false",
                "{'pointer': '/attributes/lang', 'in': ['de', 'en']} | true",
                "{'pointer': '/attributes/lang', 'in': ['de']} | false",
                "{'pointer': '/attributes/lang', 'exists': true} | true",
                "{'pointer': '/attributes/lang', 'exists': false} | false",
                "{'pointer': '/attributes/none', 'exists': false} | true",
                "{'pointer': '/attributes/note', 'exists': true} | true",
                "{'pointer': '/attributes/size', 'less_than': 1.5} | false",
                "{'pointer': '/attributes/size', 'at_most': 1.5} | true",
                "{'pointer': '/attributes/size', 'at_least': 1.5} | true",
                "{'pointer': '/attributes/size', 'more_than': 1.5} | false",
                "{'pointer': '/attributes/size', 'more_than': 1} | true",
                "{'pointer': '/attributes/lang', 'more_than': 0} | false",
                "{'pointer': '/attributes/none', 'less_than': 1} | false"
            })
    void comparesWhatThePointerFinds(String condition, boolean expected) throws Exception {
        assertThat(read(condition).holds(PREDICTION)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, true, true, true", "true, false, false, true", "false, false, false, false"})
    void combinesConditions(boolean some, boolean other, boolean all, boolean any) throws Exception {
        String pair = "[{'pointer': '/model', 'exists': " + some + "}, {'pointer': '/model', 'exists': " + other + "}]";

        assertThat(read("{'all': " + pair + "}").holds(PREDICTION)).isEqualTo(all);
        assertThat(read("{'any': " + pair + "}").holds(PREDICTION)).isEqualTo(any);
    }

    @Test
    void countsHowDeepItsGroupsAre() throws Exception {
        String test = "{'pointer': '/a', 'eq': 1}";

        assertThat(read(test).depth()).isZero();
        assertThat(read("{'all': [" + test + ", {'any': [" + test + "]}]}").depth())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'pointer': '/a'}",
                "{'eq': 1}",
                "{'pointer': '/a', 'eq': 1, 'exists': true}",
                "{'pointer': '/a', 'all': [{'pointer': '/a', 'eq': 1}]}",
                "{'all': [{'pointer': '/a', 'eq': 1}], 'any': [{'pointer': '/a', 'eq': 1}]}",
                "{'all': [{'pointer': '/a', 'eq': 1}], 'eq': 1}"
            })
    void refusesWhatIsNeitherAGroupNorOneTest(String condition) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> read(condition))
                .withMessageContaining("must be either");
    }

    private static Condition read(String json) throws InvalidDocumentException {
        return Documents.read(Samples.json(json), Condition.class);
    }
}
