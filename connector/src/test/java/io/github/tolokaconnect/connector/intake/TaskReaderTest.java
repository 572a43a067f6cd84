package io.github.tolokaconnect.connector.intake;

import static io.github.tolokaconnect.connector.intake.IntakeFixture.TASK;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.accepted;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.reader;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.record;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.refused;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Stage;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReaderTest {

    @Test
    void passesBytesThroughWithoutACopy() {
        byte[] value = TASK.getBytes(UTF_8);

        var task = accepted(reader(), record(value));

        assertThat(task.json()).isSameAs(value);
    }

    @Test
    void takesTextAndBuffersAsTheBytesThatTheyAre() {
        var buffer = ByteBuffer.wrap(("xx" + TASK + "xx").getBytes(UTF_8), 2, TASK.length());

        assertThat(accepted(reader(), record(TASK)).json()).isEqualTo(TASK.getBytes(UTF_8));
        assertThat(accepted(reader(), record(Schema.STRING_SCHEMA, TASK)).json())
                .isEqualTo(TASK.getBytes(UTF_8));
        assertThat(accepted(reader(), record(buffer)).json()).isEqualTo(TASK.getBytes(UTF_8));
        assertThat(buffer.remaining()).as("the buffer belongs to the worker").isEqualTo(TASK.length());
    }

    @Test
    void writesASchemalessMapAsJson() {
        var value = Map.of("input_values", Map.of("image", "ä.jpg", "boxes", List.of(1, 2.5, true)));

        var task = accepted(reader(), record(value));

        assertThat(new String(task.json(), UTF_8))
                .contains("\"image\":\"ä.jpg\"")
                .contains("\"boxes\":[1,2.5,true]");
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // Connect's own type for dates and timestamps
    void writesAStructAsConnectItselfWould() {
        var input = SchemaBuilder.struct()
                .field("price", Decimal.schema(2))
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .field("seen", Timestamp.SCHEMA)
                .build();
        var schema = SchemaBuilder.struct()
                .field("input_values", input)
                .field("overlap", Schema.INT32_SCHEMA)
                .build();
        var value = new Struct(schema)
                .put("overlap", 3)
                .put(
                        "input_values",
                        new Struct(input)
                                .put("price", new BigDecimal("12.30"))
                                .put("day", new Date(86_400_000L * 2))
                                .put("seen", new Date(1_700_000_000_123L)));

        var task = accepted(reader(), record(schema, value));

        assertThat(new String(task.json(), UTF_8))
                .isEqualTo("{\"input_values\":{\"price\":12.30,\"day\":2,\"seen\":1700000000123},\"overlap\":3}");
        assertThat(task.overlap()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void refusesAValueThatHasNoFormInJson(int kind) {
        var schema = SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA).build();
        var values = List.of(
                record(Map.of("input_values", Optional.of("classified"))),
                record(Schema.INT64_SCHEMA, Map.of("classified", 1)),
                record(schema, new Struct(schema)));

        var refused = refused(reader(), values.get(kind));

        assertThat(refused.stage()).isEqualTo(Stage.MAPPING);
        assertThat(refused.value()).isNull();
        assertThat(refused.errors()).extracting(FieldError::code).containsExactly("JSON_EXPECTED");
        assertThat(refused.errors().toString()).doesNotContain("classified");
    }

    @Test
    void tellsApartWhatCannotBeReadAndWhatIsWrong() {
        var unreadable = refused(reader(), record("{"));
        var wrong = refused(reader(), record("{}"));

        assertThat(unreadable)
                .extracting(Intake.Refused::stage, Intake.Refused::valueIsJson)
                .containsExactly(Stage.MAPPING, false);
        assertThat(unreadable.pool()).isNull();
        assertThat(wrong)
                .extracting(Intake.Refused::stage, Intake.Refused::valueIsJson)
                .containsExactly(Stage.LOCAL_VALIDATION, true);
        assertThat(wrong.pool()).hasToString("1");
        assertThat(wrong.value()).isEqualTo("{}".getBytes(UTF_8));
    }

    @Test
    void wrapsInputValuesThatComeAlone() {
        var reader = reader("task.mapping", "input-values", "task.overlap", "5");

        var task = accepted(reader, record(" {\"pool_id\":\"9\",\"image\":1}\n"));

        assertThat(task.valueIsTask()).isFalse();
        assertThat(task.inputBytes()).isEqualTo(25);
        assertThat(written(task, 12))
                .isEqualTo("{\"__item_idx\":\"12\",\"pool_id\":\"1\",\"overlap\":5,"
                        + "\"input_values\":{\"pool_id\":\"9\",\"image\":1}}");
    }

    @Test
    void refusesInputValuesThatAreNoObject() {
        var refused = refused(reader("task.mapping", "input-values"), record("[]"));

        assertThat(refused.errors()).extracting(FieldError::code).containsExactly("OBJECT_EXPECTED");
    }

    @Test
    void addsTheConfiguredOverlapOnlyWhereATaskStatesNone() {
        var reader = reader("task.overlap", "5");

        var silent = accepted(reader, record("{\"input_values\":{}}"));
        var outspoken = accepted(reader, record("{\"input_values\":{},\"overlap\":2}"));
        var unlimited = accepted(reader, record("{\"input_values\":{},\"infinite_overlap\":true}"));

        assertThat(List.of(silent, outspoken, unlimited))
                .extracting(TaskItem::overlap, TaskItem::addsOverlap)
                .containsExactly(tuple(5, true), tuple(2, false), tuple(0, false));
    }

    @Test
    void leavesTheOverlapToThePoolWithoutAConfiguredOne() {
        var task = accepted(reader(), record(TASK));

        assertThat(task.overlap()).isZero();
        assertThat(task.addsOverlap()).isFalse();
    }

    @Test
    void refusesInputValuesThatFitIntoNoRequest() {
        var reader = reader("batch.max.bytes", "1024");
        var fitting = "{\"input_values\":{\"a\":\"" + "é".repeat(508) + "\"}}";
        var tooLarge = "{\"input_values\":{\"a\":\"" + "é".repeat(508) + "x\"}}";

        var task = accepted(reader, record(fitting));
        var refused = refused(reader, record(tooLarge));

        assertThat(task.inputBytes()).isEqualTo(1024);
        assertThat(refused.errors())
                .extracting(FieldError::path, FieldError::code, FieldError::message)
                .containsExactly(tuple(
                        "input_values",
                        "OBJECT_SIZE_BYTES_GREATER_THAN_MAX",
                        "input_values has 1025 bytes, more than batch.max.bytes=1024"));
    }

    @Test
    void refusesOutputValuesThatFitIntoNoRequest() {
        var solution = "{\"output_values\":{\"a\":\"" + "x".repeat(2_097_145) + "\"}}";

        var refused = refused(
                reader(), record("{\"input_values\":{},\"known_solutions\":[" + solution + "," + solution + "]}"));

        assertThat(refused.errors())
                .extracting(FieldError::path, FieldError::code)
                .containsExactly(tuple(null, "OBJECT_SIZE_BYTES_GREATER_THAN_MAX"));
    }

    @Test
    void skipsARecordWithoutAValueByDefault() {
        assertThat(reader().read(record(null))).isInstanceOf(Intake.Skipped.class);
    }

    @Test
    void reportsARecordWithoutAValueIfToldSo() {
        var refused = refused(reader("behavior.on.null.values", "report"), record(null));

        assertThat(refused.stage()).isEqualTo(Stage.MAPPING);
        assertThat(refused.value()).isNull();
        assertThat(refused.errors()).extracting(FieldError::code).containsExactly("NOT_NULL_BODY");
    }

    @Test
    void stopsAtARecordWithoutAValueIfToldSo() {
        var reader = reader("behavior.on.null.values", "fail");

        assertThatThrownBy(() -> reader.read(record(null)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("TLK-101")
                .hasMessageContaining("cats-3@42");
    }
}
