package io.github.tolokaconnect.connector.intake;

import static io.github.tolokaconnect.connector.intake.IntakeFixture.TASK;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.accepted;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.reader;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.record;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.refused;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.events.FieldError;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolPrecedenceTest {
    private static final String OF_POOL_2 = "{\"pool_id\":\"2\",\"input_values\":{}}";
    private final TaskReader reader = reader("topic.to.pool.mapping", "cats:3,dogs:4");

    private static SinkRecord withHeader(SinkRecord record, Object pool) {
        record.headers().add("tk_pool", pool, null);
        return record;
    }

    @Test
    void prefersHeaderToValueToTopicToDefault() {
        var birds = new SinkRecord("birds", 0, null, null, null, TASK, 0);

        assertThat(accepted(reader, withHeader(record(OF_POOL_2), "5")).pool()).hasToString("5");
        assertThat(accepted(reader, record(OF_POOL_2)).pool()).hasToString("2");
        assertThat(accepted(reader, record(TASK)).pool()).hasToString("3");
        assertThat(accepted(reader, birds).pool()).hasToString("1");
    }

    @Test
    void takesAHeaderInAnyConvertersForm() {
        for (Object header : new Object[] {38315862, 38315862L, "38315862", "38315862".getBytes(UTF_8)}) {
            assertThat(accepted(reader, withHeader(record(TASK), header)).pool())
                    .hasToString("38315862");
        }
    }

    @Test
    void goesByTheLastOfSeveralHeadersAndPassesOverOneWithoutAValue() {
        assertThat(accepted(reader, withHeader(withHeader(record(TASK), "5"), "6"))
                        .pool())
                .hasToString("6");
        assertThat(accepted(reader, withHeader(record(OF_POOL_2), null)).pool()).hasToString("2");
    }

    @Test
    void readsTheHeaderThatTheConfigurationNames() {
        var record = record(TASK);
        record.headers().addString("pool", "7");

        assertThat(accepted(reader("pool.header", "pool"), record).pool()).hasToString("7");
    }

    @Test
    void replacesThePoolOfTheValueByTheRoutedOne() {
        var task = accepted(reader, withHeader(record("{\"a\":1,\"pool_id\" : \"2\" ,\"input_values\":{}}"), 5));

        assertThat(written(task, 0))
                .isEqualTo("{\"__item_idx\":\"0\",\"a\":1,\"pool_id\" : \"5\" ,\"input_values\":{}}");
    }

    @Test
    void replacesAPoolThatIsNull() {
        var task = accepted(reader, record("{\"pool_id\":null,\"input_values\":{}}"));

        assertThat(written(task, 0)).isEqualTo("{\"__item_idx\":\"0\",\"pool_id\":\"3\",\"input_values\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "1\\n2",
                "../x",
                "\\u0022",
                "-1",
                "x1234567890123456789012345678901234567890123456789012345678901234"
            })
    void refusesAPoolIdThatCannotBeOne(String id) {
        var refused = refused(reader, record("{\"pool_id\":\"" + id + "\",\"input_values\":{}}"));

        assertThat(refused.errors())
                .extracting(FieldError::path, FieldError::pointer, FieldError::code)
                .containsExactly(tuple("pool_id", "/pool_id", "INVALID_VALUE"));
        assertThat(refused.pool()).isNull();
    }

    @Test
    void refusesAHeaderThatIsNoTextInsteadOfFallingBack() {
        var refused = refused(reader, withHeader(record(OF_POOL_2), new byte[] {(byte) 0xFF, 0x31}));

        assertThat(refused.errors()).extracting(FieldError::code).containsExactly("INVALID_VALUE");
    }

    @Test
    void refusesARecordThatNothingSendsAnywhere() {
        var refused = refused(reader("pool.id", ""), record(TASK));

        assertThat(refused.errors())
                .extracting(FieldError::path, FieldError::code)
                .containsExactly(tuple("pool_id", "VALUE_REQUIRED"));
        assertThat(refused.errors().get(0).message()).contains("tk_pool", "topic.to.pool.mapping", "pool.id");
    }

    @Test
    void letsOnlyAllowedPoolsPassWhoeverNamesThem() {
        var strict = reader("safety.pool.allowlist", "2,5");

        assertThat(accepted(strict, record(OF_POOL_2)).pool()).hasToString("2");
        for (SinkRecord record : new SinkRecord[] {record(TASK), withHeader(record(OF_POOL_2), "6")}) {
            assertThat(refused(strict, record).errors())
                    .extracting(FieldError::path, FieldError::code)
                    .containsExactly(tuple("pool_id", "ENTITY_ACCESS_DENIED"));
        }
    }
}
