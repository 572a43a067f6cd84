package io.github.tolokaconnect.connector.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.connector.config.ConnectorConfig;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Readers by their settings, and records by their value. */
final class IntakeFixture {
    static final String TASK = "{\"input_values\":{\"image\":\"a.jpg\"}}";

    private IntakeFixture() {}

    /** A reader with these settings, given as key, value, key, value; its default pool is 1. */
    static TaskReader reader(String... settings) {
        var properties = new HashMap<String, String>(Map.of(
                "name", "labels",
                "toloka.api.key", "unused",
                "safety.max.tasks.per.day", "-1",
                "result.bootstrap.servers", "unused:9092",
                "pool.id", "1"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new TaskReader(ConnectorConfig.from(properties));
    }

    static SinkRecord record(@Nullable Object value) {
        return record(null, value);
    }

    static SinkRecord record(@Nullable Schema schema, @Nullable Object value) {
        return new SinkRecord("cats", 3, null, null, schema, value, 42L, 1_000L, TimestampType.CREATE_TIME);
    }

    /** What {@code reader} makes of a record that it accepts. */
    static TaskItem accepted(TaskReader reader, SinkRecord record) {
        var intake = reader.read(record);
        if (intake instanceof Intake.Accepted accepted) {
            return accepted.task();
        }
        throw new AssertionError("not accepted: " + intake);
    }

    /** What {@code reader} says about a record that it refuses. */
    static Intake.Refused refused(TaskReader reader, SinkRecord record) {
        var intake = reader.read(record);
        if (intake instanceof Intake.Refused refused) {
            return refused;
        }
        throw new AssertionError("not refused: " + intake);
    }

    /** The task as it stands in the body of a request, at index {@code index}. */
    static String written(TaskItem task, int index) {
        var body = new ByteArrayOutputStream();
        task.writeTo(body, index);
        return body.toString(UTF_8);
    }
}
