package io.github.tolokaconnect.client.http;

import static io.github.tolokaconnect.client.http.ApiStub.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.LogDetail;
import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.LogRead;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.TaskId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationLogDecoderTest {

    private final List<LogEntry> entries = new ArrayList<>();

    private LogRead read(String log, LogDetail detail) throws IOException {
        try (JsonParser parser = Json.parser(log.getBytes(StandardCharsets.UTF_8))) {
            return new OperationLogDecoder(detail, entries::add).decode(parser);
        }
    }

    @Test
    void readsCreatedAndInvalidItemsInTheOrderOfTheLog() throws IOException {
        LogRead read = read(wire("log"), LogDetail.MARKERS);

        assertThat(read).isEqualTo(new LogRead(4, 1));
        assertThat(entries)
                .containsExactly(
                        new LogEntry(
                                "TASK_VALIDATE",
                                false,
                                2,
                                null,
                                List.of(
                                        new FieldError(
                                                "input_values.image",
                                                "VALUE_REQUIRED",
                                                "Value must be present and not equal to null",
                                                List.of()),
                                        new FieldError(
                                                "input_values.imagis",
                                                "VALUE_NOT_ALLOWED",
                                                "Unknown field name",
                                                List.of())),
                                null,
                                null,
                                new PoolId("21")),
                        new LogEntry(
                                "TASK_CREATE",
                                true,
                                0,
                                new TaskId("00013b0abd--6008446f2c8b5c2a4d6b1f01"),
                                List.of(),
                                null,
                                null,
                                new PoolId("21")),
                        new LogEntry(
                                "TASK_CREATE",
                                true,
                                null,
                                new TaskId("00013b0abd--6008446f2c8b5c2a4d6b1f02"),
                                List.of(),
                                null,
                                null,
                                new PoolId("22")),
                        new LogEntry(
                                "POOL_OPEN",
                                false,
                                null,
                                null,
                                List.of(),
                                new Problem(
                                        0,
                                        "EMPTY_POOL",
                                        "Pool contains no tasks. Operation is not allowed",
                                        "ao_26a1b2ee-4a23-4b1c-8a3a-63b3b8f4b6c5",
                                        ProblemKind.POOL,
                                        List.of(),
                                        Map.of()),
                                null,
                                new PoolId("22")));
    }

    @Test
    void readsFieldErrorsInsideAnEnvelope() throws IOException {
        read(wire("log-envelope"), LogDetail.MARKERS);

        FieldError error = new FieldError(
                "overlap",
                "VALUE_LESS_THAN_MIN",
                "Value must be greater or equal to 1",
                List.of(1, new BigDecimal("0.5"), true, "x", "null"));
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.itemIndex()).isEqualTo(1);
            assertThat(entry.errors()).containsExactly(error);
            assertThat(entry.failure().kind()).isEqualTo(ProblemKind.VALIDATION);
        });
    }

    @Test
    void takesAFieldNamedCodeForAField() throws IOException {
        read(
                "[{\"type\":\"TASK_VALIDATE\",\"success\":false,\"output\":{\"code\":{\"code\":\"X\"}}}]",
                LogDetail.MARKERS);

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.failure()).isNull();
            assertThat(entry.errors()).containsExactly(new FieldError("code", "X", null, List.of()));
        });
    }

    @Test
    void digestsTheInputWhenAsked() throws IOException {
        read(wire("log"), LogDetail.WITH_INPUTS);

        byte[] sent = " { \"image\" : \"\\u0062\" } ".getBytes(StandardCharsets.UTF_8);
        assertThat(entries.get(2).inputKey()).isEqualTo(CanonicalInput.sha256(sent, 0, sent.length));
        assertThat(entries.get(3).inputKey()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"TASK_CREATE\",\"success\":true}",
                "{\"type\":\"TASK_CREATE\",\"success\":true,\"input\":null,\"output\":null}",
                "{\"type\":\"TASK_CREATE\",\"success\":true,\"input\":[],\"output\":\"text\"}",
                "{\"type\":\"TASK_CREATE\",\"success\":true,\"input\":{\"__item_idx\":\"x\",\"pool_id\":\"/\"},\"output\":{\"task_id\":\"\"}}",
                "{\"type\":\"TASK_CREATE\",\"success\":true,\"input\":{\"__item_idx\":-1},\"output\":{\"task_id\":{}}}",
            })
    void keepsWhatAnEntryLacksNull(String entry) throws IOException {
        LogRead read = read("[" + entry + "]", LogDetail.WITH_INPUTS);

        assertThat(read).isEqualTo(new LogRead(1, 1));
        assertThat(entries).containsExactly(new LogEntry("TASK_CREATE", true, null, null, List.of(), null, null, null));
    }

    @Test
    void readsAnEmptyLog() throws IOException {
        assertThat(read("[]", LogDetail.MARKERS)).isEqualTo(new LogRead(0, 0));
    }

    @Test
    void readsValuesOfAnyLength() throws IOException {
        String log = "[{\"type\":\"TASK_CREATE\",\"success\":true,\"input\":{\"input_values\":{\"n\":"
                + "9".repeat(5_000) + ",\"e\":1e99999999999,\"s\":\"" + "x".repeat(21_000_000) + "\"}}}]";

        LogRead read = read(log, LogDetail.WITH_INPUTS);

        assertThat(read.entries()).isEqualTo(1);
        assertThat(entries.get(0).inputKey()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[1]", "[{]", "[{\"type\":\"TASK_CREATE\"", "[{}", "<html>"})
    void refusesWhatIsNoLog(String log) {
        assertThatThrownBy(() -> read(log, LogDetail.MARKERS)).isInstanceOf(IOException.class);
    }
}
