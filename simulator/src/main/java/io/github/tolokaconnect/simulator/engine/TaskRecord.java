package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.Fingerprint;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.Overlap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the index holds of a task, in {@value #BYTES} bytes: where its bytes are, and all that a list is filtered by. It is taken
 * apart when asked, since a filter looks at a million of them and shows fifty.
 *
 * <pre>
 * position 8 | length 4 | overlap 2 | has operation 2 | created 8 | pool 8 | operation 16 | fingerprint 16
 * </pre>
 */
final class TaskRecord {
    static final int BYTES = 64;

    private static final int LENGTH = 8;
    private static final int OVERLAP = 12;
    private static final int HAS_OPERATION = 14;
    private static final int CREATED = 16;
    private static final int POOL = 24;
    private static final int OPERATION = 32;
    private static final int FINGERPRINT = 48;
    private static final short INFINITE = -1;

    private final ByteBuffer bytes;

    private TaskRecord(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static TaskRecord read(byte[] bytes) {
        return new TaskRecord(ByteBuffer.wrap(bytes));
    }

    /** The id as it is kept: itself if it is a UUID, as it should be, and otherwise the UUID of its name (RFC 4122, version 3). */
    static OperationId key(OperationId id) {
        try {
            if (UUID.fromString(id.value()).toString().equals(id.value())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // No UUID at all.
        }
        return new OperationId(UUID.nameUUIDFromBytes(id.value().getBytes(StandardCharsets.UTF_8))
                .toString());
    }

    /** The bytes of a record; {@code operationId} is a {@link #key}. */
    static ByteBuffer write(
            long position,
            int length,
            Overlap overlap,
            Instant created,
            long pool,
            @Nullable OperationId operationId,
            Fingerprint fingerprint) {
        UUID operation = operationId == null ? new UUID(0, 0) : UUID.fromString(operationId.value());
        return ByteBuffer.allocate(BYTES)
                .putLong(position)
                .putInt(length)
                .putShort(overlap.isInfinite() ? INFINITE : (short) overlap.count())
                .putShort((short) (operationId == null ? 0 : 1))
                .putLong(created.toEpochMilli())
                .putLong(pool)
                .putLong(operation.getMostSignificantBits())
                .putLong(operation.getLeastSignificantBits())
                .putLong(fingerprint.high())
                .putLong(fingerprint.low())
                .flip();
    }

    long position() {
        return bytes.getLong(0);
    }

    int length() {
        return bytes.getInt(LENGTH);
    }

    /** The first byte after the task. */
    long end() {
        return position() + length();
    }

    Overlap overlap() {
        short count = bytes.getShort(OVERLAP);
        return count == INFINITE ? Overlap.INFINITE : Overlap.of(count);
    }

    Instant created() {
        return Instant.ofEpochMilli(bytes.getLong(CREATED));
    }

    long poolNumber() {
        return bytes.getLong(POOL);
    }

    PoolId pool() {
        return new PoolId(Long.toString(poolNumber()));
    }

    @Nullable
    OperationId operationId() {
        return bytes.getShort(HAS_OPERATION) == 0
                ? null
                : new OperationId(new UUID(bytes.getLong(OPERATION), bytes.getLong(OPERATION + Long.BYTES)).toString());
    }

    Fingerprint fingerprint() {
        return new Fingerprint(bytes.getLong(FINGERPRINT), bytes.getLong(FINGERPRINT + Long.BYTES));
    }
}
