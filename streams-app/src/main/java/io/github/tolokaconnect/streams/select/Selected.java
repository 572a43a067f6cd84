package io.github.tolokaconnect.streams.select;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.UnreadableEventException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A prediction that becomes a task, unless it repeats another one.
 *
 * @param decision what is decided then
 * @param task the task record's value
 * @param window how far in time another one may be that it repeats
 */
record Selected(Decision decision, RawJson task, Duration window) {

    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + Long.BYTES + Integer.BYTES;

    /** Its bytes between the two steps: format, window in milliseconds, length of the decision event, that event, the task. */
    byte[] encode(EventCodec codec) {
        byte[] event = codec.encode(decision);
        return ByteBuffer.allocate(HEAD_BYTES + event.length + task.length())
                .put(FORMAT)
                .putLong(window.toMillis())
                .putInt(event.length)
                .put(event)
                .put(task.toBytes())
                .array();
    }

    /** The prediction in {@code bytes}. */
    static Selected decode(byte[] bytes, EventCodec codec) throws UnusablePredictionException {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD_BYTES || from.get() != FORMAT) {
            throw new UnusablePredictionException(
                    "UNSUPPORTED_VERSION", "record between select and deduplicate is not of format " + FORMAT);
        }
        Duration window = Duration.ofMillis(from.getLong());
        int eventLength = from.getInt();
        if (eventLength < 0 || eventLength >= from.remaining()) {
            throw new UnusablePredictionException(
                    PredictionReader.MALFORMED, "record between select and deduplicate ends early");
        }
        byte[] event = new byte[eventLength];
        from.get(event);
        RawJson task = RawJson.of(bytes, from.position(), from.remaining());
        try {
            return new Selected(codec.decode(event, Decision.class), task, window);
        } catch (UnreadableEventException e) {
            throw new UnusablePredictionException(e.reason().name(), String.valueOf(e.getMessage()));
        }
    }
}
