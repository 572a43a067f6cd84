package io.github.tolokaconnect.streams.correlate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.streams.intake.Intake;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keys of records as text. */
final class RecordKeys {

    private RecordKeys() {}

    /** The key of {@code record}; empty if it is no text, and then {@code intake} has dealt with the record. */
    static Optional<String> text(Record<byte[], byte[]> record, Intake intake) {
        byte @Nullable [] key = record.key();
        if (key == null) {
            intake.reject(record, "NO_KEY", "the record has no key, and so no place");
            return Optional.empty();
        }
        try {
            // Not String's own way, in which all that is no UTF-8 becomes one and the same.
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString());
        } catch (CharacterCodingException e) {
            intake.reject(record, "KEY_NOT_TEXT", "the key of the record is no UTF-8");
            return Optional.empty();
        }
    }
}
