package io.github.tolokaconnect.connector.intake;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.events.FieldError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskScannerTest {
    private static final String SECRET = "Zm9yLXlvdXItZXllcw";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]                                    |                       |                        | OBJECT_EXPECTED",
                "[{\"a\":[1,{}]}]                      |                       |                        | OBJECT_EXPECTED",
                "17                                    |                       |                        | OBJECT_EXPECTED",
                "\"text\"                              |                       |                        | OBJECT_EXPECTED",
                "null                                  |                       |                        | OBJECT_EXPECTED",
                "{}                                    | input_values          | /input_values          | VALUE_REQUIRED",
                "{\"input_values\":null}               | input_values          | /input_values          | VALUE_REQUIRED",
                "{\"input_values\":[1]}                | input_values          | /input_values          | OBJECT_EXPECTED",
                "{\"input_values\":\"x\"}              | input_values          | /input_values          | OBJECT_EXPECTED",
            })
    void refusesWhatHasNotTheShapeOfATask(String json, String path, String pointer, String code) {
        var scan = TaskScanner.task(json.getBytes(UTF_8));

        assertThat(scan.isReadable()).isTrue();
        assertThat(scan.errors())
                .extracting(FieldError::path, FieldError::pointer, FieldError::code)
                .containsExactly(tuple(path, pointer, code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"pool_id\":17                             | pool_id                                | STRING_EXPECTED",
                "\"pool_id\":{\"id\":\"17\"}                | pool_id                                | STRING_EXPECTED",
                "\"overlap\":0                              | overlap                                | VALUE_OUT_OF_BOUNDS",
                "\"overlap\":-1                             | overlap                                | VALUE_OUT_OF_BOUNDS",
                "\"overlap\":30001                          | overlap                                | VALUE_OUT_OF_BOUNDS",
                "\"overlap\":4294967297                     | overlap                                | VALUE_OUT_OF_BOUNDS",
                "\"overlap\":99999999999999999999999        | overlap                                | VALUE_OUT_OF_BOUNDS",
                "\"overlap\":1.0                            | overlap                                | INTEGER_EXPECTED",
                "\"overlap\":\"3\"                          | overlap                                | INTEGER_EXPECTED",
                "\"overlap\":[3]                            | overlap                                | INTEGER_EXPECTED",
                "\"infinite_overlap\":1                     | infinite_overlap                       | BOOLEAN_EXPECTED",
                "\"infinite_overlap\":\"true\"              | infinite_overlap                       | BOOLEAN_EXPECTED",
                "\"infinite_overlap\":{}                    | infinite_overlap                       | BOOLEAN_EXPECTED",
                "\"overlap\":2,\"infinite_overlap\":true    | overlap                                | VALUE_NOT_ALLOWED",
                "\"infinite_overlap\":true,\"overlap\":2    | overlap                                | VALUE_NOT_ALLOWED",
                "\"__item_idx\":\"7\"                       | __item_idx                             | VALUE_NOT_ALLOWED",
                "\"__item_idx\":{\"a\":[]}                  | __item_idx                             | VALUE_NOT_ALLOWED",
                "\"id\":1,\"id\":2                          | id                                     | VALUE_NOT_ALLOWED",
                "\"pool_id\":\"1\",\"pool\\u005fid\":\"2\"  | pool_id                                | VALUE_NOT_ALLOWED",
                "\"reserved_for\":\"ann\"                   | reserved_for                           | ARRAY_EXPECTED",
                "\"reserved_for\":[\"ann\",7]               | reserved_for.1                         | STRING_EXPECTED",
                "\"reserved_for\":[[\"ann\"]]               | reserved_for.0                         | STRING_EXPECTED",
                "\"unavailable_for\":[\"a\",\"b\",\"a\"]    | unavailable_for.2                      | DUPLICATE_VALUE_IN_ARRAY",
                "\"unavailable_for\":{}                     | unavailable_for                        | ARRAY_EXPECTED",
                "\"known_solutions\":{}                     | known_solutions                        | ARRAY_EXPECTED",
                "\"known_solutions\":[7]                    | known_solutions.0                      | OBJECT_EXPECTED",
                "\"known_solutions\":[{}]                   | known_solutions.0.output_values        | VALUE_REQUIRED",
                "\"known_solutions\":[{\"output_values\":1}]| known_solutions.0.output_values        | VALUE_REQUIRED",
                "\"baseline_solutions\":[[]]                | baseline_solutions.0                   | OBJECT_EXPECTED",
            })
    void refusesAFieldThatThePlatformWouldRefuse(String members, String path, String code) {
        var scan = TaskScanner.task(("{\"input_values\":{}," + members + "}").getBytes(UTF_8));

        assertThat(scan.isReadable()).isTrue();
        assertThat(scan.errors())
                .extracting(FieldError::path, FieldError::pointer, FieldError::code)
                .containsExactly(tuple(path, "/" + path.replace('.', '/'), code));
    }

    @ParameterizedTest
    @CsvSource({
        "known_solutions,    correctness_weight, -0.01, VALUE_OUT_OF_BOUNDS",
        "known_solutions,    correctness_weight, 1.01,  VALUE_OUT_OF_BOUNDS",
        "known_solutions,    correctness_weight, 1e999999999, VALUE_OUT_OF_BOUNDS",
        "known_solutions,    correctness_weight, true,  FLOAT_EXPECTED",
        "known_solutions,    correctness_weight, [1],   FLOAT_EXPECTED",
        "baseline_solutions, confidence_weight,  2,     VALUE_OUT_OF_BOUNDS",
        "baseline_solutions, confidence_weight,  {},    FLOAT_EXPECTED",
    })
    void refusesAWeightThatIsNotFromZeroToOne(String field, String weight, String value, String code) {
        var solutions = "[{\"output_values\":{}},{\"" + weight + "\":" + value + ",\"output_values\":{}}]";

        var scan = TaskScanner.task(("{\"" + field + "\":" + solutions + ",\"input_values\":{}}").getBytes(UTF_8));

        assertThat(scan.errors())
                .extracting(FieldError::path, FieldError::code)
                .containsExactly(tuple(field + ".1." + weight, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"overlap\":1",
                "\"overlap\":30000",
                "\"overlap\":null",
                "\"infinite_overlap\":true",
                "\"infinite_overlap\":null",
                "\"overlap\":3,\"infinite_overlap\":false",
                "\"pool_id\":null",
                "\"reserved_for\":null,\"unavailable_for\":[]",
                "\"known_solutions\":null,\"baseline_solutions\":[]",
                "\"known_solutions\":[{\"output_values\":{\"a\":1},\"correctness_weight\":0}]",
                "\"baseline_solutions\":[{\"confidence_weight\":1,\"output_values\":{}},{\"output_values\":{},\"confidence_weight\":null}]",
                "\"unheard_of\":{\"deep\":[1,2,{\"overlap\":-1,\"pool_id\":7}]}",
            })
    void hasNothingAgainstWhatThePlatformTakes(String members) {
        var scan = TaskScanner.task(("{" + members + ",\"input_values\":{\"overlap\":0}}").getBytes(UTF_8));

        assertThat(scan.isReadable()).isTrue();
        assertThat(scan.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"a\":1                        | false | 0",
                "\"overlap\":7                  | true  | 7",
                "\"overlap\":null               | true  | 0",
                "\"infinite_overlap\":true      | true  | 0",
                "\"infinite_overlap\":false     | false | 0",
            })
    void findsTheOverlapThatATaskStates(String members, boolean isStated, int overlap) {
        var scan = TaskScanner.task(("{\"input_values\":{}," + members + "}").getBytes(UTF_8));

        assertThat(scan.statesOverlap()).isEqualTo(isStated);
        assertThat(scan.overlap()).isEqualTo(overlap);
    }

    @Test
    void addsUpTheOutputValuesOfAllSolutions() {
        var json = "{\"known_solutions\":[{\"output_values\":{\"a\":1}},{\"output_values\": {\"b\" :2}}],"
                + "\"baseline_solutions\":[{\"output_values\":{}}],\"input_values\":{}}";

        var scan = TaskScanner.task(json.getBytes(UTF_8));

        assertThat(scan.cut().outputBytes()).isEqualTo("{\"a\":1}{\"b\" :2}{}".length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n ",
                "{",
                "{\"input_values\":{}",
                "{\"input_values\":{}}}",
                "{\"input_values\":{}} {}",
                "{\"input_values\":{}},",
                "{\"input_values\":{}} x",
                "{input_values:{}}",
                "{'input_values':{}}",
                "{\"input_values\":{\"a\":01}}",
                "{\"input_values\":{\"a\":NaN}}",
                "{\"input_values\":{\"a\":\"\u0001\"}}",
                "{\"input_values\":{\"a\":\"open}}",
                "{\"input_values\":{},}",
                "{\"input_values\":{} /* comment */}",
                "\"open",
                "\uFEFF{\"input_values\":{}}",
            })
    void refusesWhatIsNotOneJsonValue(String text) {
        var scan = TaskScanner.task(text.getBytes(UTF_8));

        assertThat(scan.isReadable()).isFalse();
        assertThat(scan.errors())
                .extracting(FieldError::path, FieldError::pointer, FieldError::code)
                .containsExactly(tuple(null, null, "JSON_EXPECTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "ff", "c3", "c080", "eda080", "f4908080", "f5808080", "e282"})
    void refusesInvalidUtf8AndSaysWhere(String hex) {
        var json = new ByteArrayOutputStream();
        json.writeBytes("{\"input_values\":{\"a\":\"é".getBytes(UTF_8));
        int flaw = json.size();
        json.writeBytes(HexFormat.of().parseHex(hex));
        json.writeBytes("\"}}".getBytes(UTF_8));

        var scan = TaskScanner.task(json.toByteArray());

        assertThat(scan.isReadable()).isFalse();
        assertThat(scan.errors().get(0).message()).endsWith("at byte " + flaw);
    }

    @Test
    void readsLongTextBeyondAsciiToItsEnd() {
        byte[] json = ("{\"input_values\":{\"a\":\"" + "漢😀".repeat(2_000) + "\"}}").getBytes(UTF_8);

        assertThat(TaskScanner.task(json).errors()).isEmpty();

        json[json.length - 5] = 'x';
        assertThat(TaskScanner.task(json).isReadable()).isFalse();
    }

    @Test
    void refusesOtherEncodingsInsteadOfGuessing() {
        var json = "{\"input_values\":{\"a\":1}}";

        for (Charset encoding : new Charset[] {UTF_16BE, UTF_16LE, Charset.forName("UTF-32")}) {
            assertThat(TaskScanner.task(json.getBytes(encoding)).isReadable())
                    .as(encoding.name())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 1_000, 200_000})
    void refusesNestingThatNobodyCouldReadBack(int depth) {
        var bomb = "{\"input_values\":{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}}";

        var scan = TaskScanner.task(bomb.getBytes(UTF_8));

        assertThat(scan.isReadable()).isFalse();
        assertThat(scan.errors()).extracting(FieldError::code).containsExactly("JSON_EXPECTED");
    }

    @Test
    void takesNestingUpToTheLimit() {
        int arrays = TaskScanner.MAX_DEPTH - 2;
        var json = "{\"input_values\":{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}}";

        assertThat(TaskScanner.task(json.getBytes(UTF_8)).errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"input_values", "overlap", "elsewhere"})
    void refusesNumbersOfAbsurdLength(String field) {
        var json = "{\"input_values\":{},\"" + field + "\":" + "9".repeat(100_000) + "}";

        assertThat(TaskScanner.task(json.getBytes(UTF_8)).errors()).isNotEmpty();
    }

    @Test
    void tellsAllFlawsOfATaskAtOnce() {
        var json = "{\"overlap\":0,\"reserved_for\":{},\"known_solutions\":[{\"correctness_weight\":7}]}";

        var scan = TaskScanner.task(json.getBytes(UTF_8));

        assertThat(scan.errors())
                .extracting(FieldError::path)
                .containsExactly(
                        "overlap",
                        "reserved_for",
                        "known_solutions.0.correctness_weight",
                        "known_solutions.0.output_values",
                        "input_values");
    }

    @Test
    void tellsNoMoreFlawsThanAnEventCanHold() {
        var users = IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        var scan = TaskScanner.task(("{\"input_values\":{},\"reserved_for\":[" + users + "]}").getBytes(UTF_8));

        assertThat(scan.isReadable()).isTrue();
        assertThat(scan.errors()).hasSize(TaskScanner.MAX_ERRORS);
    }

    @Test
    void pointsAtAFieldWhateverItsNameIsMadeOf() {
        var scan = TaskScanner.task("{\"input_values\":{},\"a/b.c~d\":1,\"a/b.c~d\":2,\"\":1,\"\":2}".getBytes(UTF_8));

        assertThat(scan.errors()).extracting(FieldError::pointer).containsExactly("/a~1b.c~0d", "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input_values\":\"%s\",\"overlap\":\"%s\",\"pool_id\":[\"%s\"],\"reserved_for\":[\"%s\",\"%s\"]}",
                "{\"input_values\":{},\"known_solutions\":[{\"correctness_weight\":\"%s\"},\"%s\"]}",
                "{\"input_values\":{\"a\":%s}}",
                "{\"input_values\":{}} %s",
                "\"%s\"",
                "%s",
            })
    void repeatsNothingOfThePayloadInItsMessages(String form) {
        var scan = TaskScanner.task(form.replace("%s", SECRET).getBytes(UTF_8));

        assertThat(scan.errors())
                .isNotEmpty()
                .noneMatch(error -> error.toString().contains(SECRET));
    }

    @Test
    void readsInputValuesAloneFromBraceToBrace() {
        var json = " {\"pool_id\":17,\"__item_idx\":1,\"overlap\":\"any\"} ";

        var scan = TaskScanner.inputValues(json.getBytes(UTF_8));

        assertThat(scan.errors()).isEmpty();
        assertThat(scan.pool()).isNull();
        assertThat(scan.cut()).isEqualTo(new TaskItem.Cut(-1, json.length() - 1, -1, -1, 1, json.length() - 1, 0));
    }
}
