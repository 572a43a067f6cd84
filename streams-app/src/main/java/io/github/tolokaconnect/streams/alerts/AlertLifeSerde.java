package io.github.tolokaconnect.streams.alerts;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.EventCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The life of an alert in a store: which state it is, a time, then its last event as JSON. */
final class AlertLifeSerde implements Serde<AlertLife> {

    private static final byte PENDING = 1;
    private static final byte FIRING = 2;
    private static final byte RESOLVED = 3;
    private static final long NEVER = Long.MIN_VALUE;
    private static final byte[] NOTHING = {};

    private final EventCodec codec;

    AlertLifeSerde(EventCodec codec) {
        this.codec = codec;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka asks for null where there is nothing.
    public Serializer<AlertLife> serializer() {
        return (topic, life) -> life == null ? null : write(life);
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka asks for null where there is nothing.
    public Deserializer<AlertLife> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes));
    }

    private byte[] write(AlertLife life) {
        if (life instanceof AlertLife.Pending pending) {
            return bytes(PENDING, pending.since(), pending.before());
        }
        if (life instanceof AlertLife.Firing firing) {
            return bytes(FIRING, firing.calmSince(), firing.fired());
        }
        if (life instanceof AlertLife.Resolved resolved) {
            return bytes(RESOLVED, null, resolved.resolved());
        }
        throw new AssertionError(life);
    }

    private byte[] bytes(byte state, @Nullable Instant time, @Nullable Alert last) {
        byte[] event = last == null ? NOTHING : codec.encode(last);
        return ByteBuffer.allocate(1 + Long.BYTES + event.length)
                .put(state)
                .putLong(time == null ? NEVER : time.toEpochMilli())
                .put(event)
                .array();
    }

    private AlertLife read(ByteBuffer from) {
        byte state = from.get();
        long millis = from.getLong();
        Instant time = millis == NEVER ? null : Instant.ofEpochMilli(millis);
        Alert last = null;
        if (from.hasRemaining()) {
            byte[] event = new byte[from.remaining()];
            from.get(event);
            last = codec.decode(event, Alert.class);
        }
        if (state == PENDING && time != null) {
            return new AlertLife.Pending(time, last);
        }
        if (state == FIRING && last != null) {
            return new AlertLife.Firing(last, time);
        }
        if (state == RESOLVED && last != null) {
            return new AlertLife.Resolved(last);
        }
        throw new SerializationException("TLK-706 Stored alert has state " + state
                + ", which this release does not know; run the newer release, or reset the application");
    }
}
