package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.OperationStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** An operation in a store: format version, the statuses reached with their times, then its furthest event as JSON. */
final class OperationSerde implements Serde<Operation> {

    private static final byte FORMAT = 1;

    private final EventCodec codec;

    OperationSerde(EventCodec codec) {
        this.codec = codec;
    }

    @Override
    public Serializer<Operation> serializer() {
        return (topic, operation) -> operation == null ? null : write(operation);
    }

    @Override
    public Deserializer<Operation> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private byte[] write(Operation operation) {
        byte[] event = codec.encode(operation.latest());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.length + 128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeByte(operation.reached().size());
            for (Map.Entry<String, Instant> reached : operation.reached().entrySet()) {
                out.writeUTF(reached.getKey());
                out.writeLong(reached.getValue().toEpochMilli());
            }
            out.write(event);
        } catch (IOException e) {
            throw new UncheckedIOException("operation " + operation.id() + " cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private Operation read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte format = in.readByte();
            if (format != FORMAT) {
                throw new SerializationException("TLK-706 Stored operation has format " + format
                        + ", this release reads " + FORMAT + "; run the newer release, or reset the application");
            }
            int statuses = in.readUnsignedByte();
            Map<String, Instant> reached = new LinkedHashMap<>();
            for (int i = 0; i < statuses; i++) {
                reached.put(in.readUTF(), Instant.ofEpochMilli(in.readLong()));
            }
            return new Operation(codec.decode(in.readAllBytes(), OperationStatus.class), reached);
        } catch (IOException e) {
            throw new SerializationException("TLK-706 Stored operation ends early; reset the application", e);
        }
    }
}
