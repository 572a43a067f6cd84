package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.TaskRef;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The refused task in a validation error: carried if it is small enough and may be copied, and always referred to. */
final class EmbeddedTask {
    private final boolean embed;
    private final int maxBytes;

    EmbeddedTask(ResultsConfig config) {
        this.embed = config.embedTask();
        this.maxBytes = config.maxTaskBytes();
    }

    /** A value that is JSON; absent if it is too large or withheld. */
    @Nullable
    RawJson json(byte[] value) {
        return embed && value.length <= maxBytes && value.length > 0 ? RawJson.of(value) : null;
    }

    /** The task as an API task, whatever the record's value was; absent if it is too large or withheld. */
    @Nullable
    RawJson task(TaskItem item) {
        if (item.valueIsTask() || json(item.json()) == null) {
            return json(item.json());
        }
        var task = new ByteArrayOutputStream(item.json().length + 64);
        task.writeBytes(
                ("{\"pool_id\":\"" + item.pool().value() + "\",\"input_values\":").getBytes(StandardCharsets.UTF_8));
        task.write(item.json(), item.cut().input().start(), item.inputBytes());
        task.write('}');
        return RawJson.of(task.toByteArray());
    }

    /** Where the value is to be found, and how to recognise it, if it could be read. */
    TaskRef ref(RecordOrigin origin, byte @Nullable [] value) {
        return new TaskRef(
                origin.topicPartition().topic(),
                origin.topicPartition().partition(),
                origin.offset(),
                value == null ? null : sha256(value));
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
