package io.github.tolokaconnect.connector.intake;

import static io.github.tolokaconnect.connector.intake.IntakeFixture.TASK;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.reader;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordOriginTest {

    private static RecordOrigin ofKey(Schema schema, Object key) {
        var record = new SinkRecord("cats", 3, schema, key, null, TASK, 42);
        return reader().read(record).origin();
    }

    @Test
    void speaksInOriginalCoordinates() {
        var renamed = new SinkRecord(
                "renamed",
                8,
                null,
                null,
                null,
                TASK,
                9,
                5L,
                TimestampType.CREATE_TIME,
                new ConnectHeaders(),
                "cats",
                3,
                42);

        var origin = reader().read(renamed).origin();

        assertThat(origin.topicPartition()).isEqualTo(new TopicPartition("cats", 3));
        assertThat(origin.offset()).isEqualTo(42);
        assertThat(origin.timestamp()).isEqualTo(5);
        assertThat(origin).hasToString("cats-3@42");
    }

    @Test
    void keepsTheKeyInAnyConvertersForm() {
        byte[] bytes = "cat-7".getBytes(UTF_8);

        assertThat(ofKey(null, bytes).key()).isSameAs(bytes);
        assertThat(ofKey(Schema.STRING_SCHEMA, "cat-7").keyText()).isEqualTo("cat-7");
        assertThat(ofKey(null, ByteBuffer.wrap(bytes)).key()).isEqualTo(bytes);
        assertThat(ofKey(Schema.INT64_SCHEMA, 7L).keyText()).isEqualTo("7");
        assertThat(ofKey(null, Map.of("id", 7)).keyText()).isEqualTo("{\"id\":7}");
    }

    @Test
    void hasNoKeyWhereThereIsNoneOrNoneThatHasAForm() {
        assertThat(ofKey(null, null).key()).isNull();
        assertThat(ofKey(null, Optional.of("odd")).key()).isNull();
        assertThat(ofKey(null, Optional.of("odd")).keyText()).isNull();
    }

    @Test
    void keepsAKeyThatIsNoTextAsBytesOnly() {
        var origin = ofKey(null, new byte[] {(byte) 0xFF, 0});

        assertThat(origin.key()).containsExactly(0xFF, 0);
        assertThat(origin.keyText()).isNull();
    }

    @Test
    void handsOnWhatHeadersSayAboutItsLineage() {
        var record = record(TASK);
        record.headers()
                .addString("ce_correlationid", "order-9")
                .add("ce_id", "prediction-1".getBytes(UTF_8), null)
                .addString("traceparent", "00-aa-bb-01")
                .addString("tracestate", "k=v")
                .addString("ce_traceparent", "00-cc-dd-01")
                .addInt("tk_attempt", 3);

        assertThat(reader().read(record).origin().lineage())
                .isEqualTo(new Lineage("order-9", "prediction-1", "00-aa-bb-01", "k=v", "00-cc-dd-01", 3));
    }

    @Test
    void knowsNothingOfTheLineageWithoutHeaders() {
        assertThat(reader().read(record(TASK)).origin().lineage()).isSameAs(Lineage.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "many", "99999999999"})
    void countsAnAttemptThatIsNoNumberAsTheFirst(String attempt) {
        var record = record(TASK);
        record.headers().addString("tk_attempt", attempt);

        assertThat(reader().read(record).origin().lineage().attempt()).isEqualTo(1);
    }
}
