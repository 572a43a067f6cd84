package io.github.tolokaconnect.connector.intake;

import io.github.tolokaconnect.client.PoolId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A task that may be sent: the record's own bytes and where to cut them. Nothing is parsed again or rebuilt.
 *
 * @param origin the source record
 * @param pool the pool that receives the task
 * @param json the record's value as UTF-8 JSON, not copied
 * @param cut which parts of {@code json} make the task
 * @param overlap how many people must answer it, 0 if that is unlimited or left to the pool
 * @param addsOverlap whether the overlap comes from the configuration and has to be added to the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go from the record into the request, and are compared by nobody
public record TaskItem(RecordOrigin origin, PoolId pool, byte[] json, Cut cut, int overlap, boolean addsOverlap) {

    /** Key of the marker that the operation log echoes, so that an entry names its task (the vendor's own client uses it). */
    public static final String MARKER = "__item_idx";

    private static final byte[] OPEN = ascii("{\"" + MARKER + "\":\"");
    private static final byte[] POOL = ascii(",\"pool_id\":");
    private static final byte[] OVERLAP = ascii(",\"overlap\":");
    private static final byte[] INPUT_VALUES = ascii(",\"input_values\":");

    /**
     * Byte ranges of a value, each from its first byte to behind its last.
     *
     * @param bodyStart first byte behind the opening brace of a task; -1 if the value is {@code input_values} alone
     * @param end behind the last byte of the value
     * @param poolStart first byte of the value of {@code pool_id}; -1 if the task names no pool
     * @param poolEnd behind its last byte
     * @param inputStart first byte of {@code input_values}
     * @param inputEnd behind its last byte
     * @param outputBytes size of all {@code output_values}, in bytes
     */
    public record Cut(
            int bodyStart, int end, int poolStart, int poolEnd, int inputStart, int inputEnd, int outputBytes) {}

    /** Size of {@code input_values} as sent, in bytes of UTF-8 JSON. */
    public int inputBytes() {
        return cut.inputEnd - cut.inputStart;
    }

    /** Size of all {@code output_values} as sent, in bytes of UTF-8 JSON. */
    public int outputBytes() {
        return cut.outputBytes;
    }

    /** Memory that the task holds while it waits, in bytes, about. */
    public int heldBytes() {
        return json.length + 200;
    }

    /** Whether the record's value is the whole task, not its {@code input_values} alone. */
    public boolean valueIsTask() {
        return cut.bodyStart >= 0;
    }

    /** Appends the task as one JSON object, marked with its {@code index} in the request. */
    public void writeTo(ByteArrayOutputStream body, int index) {
        body.writeBytes(OPEN);
        body.writeBytes(ascii(Integer.toString(index)));
        body.write('"');
        if (cut.poolStart < 0) {
            body.writeBytes(POOL);
            writePool(body);
        }
        if (addsOverlap) {
            body.writeBytes(OVERLAP);
            body.writeBytes(ascii(Integer.toString(overlap)));
        }
        if (!valueIsTask()) {
            body.writeBytes(INPUT_VALUES);
            body.write(json, cut.inputStart, inputBytes());
            body.write('}');
        } else {
            body.write(',');
            writeMembers(body);
        }
    }

    private void writeMembers(ByteArrayOutputStream body) {
        if (cut.poolStart < 0) {
            body.write(json, cut.bodyStart, cut.end - cut.bodyStart);
        } else {
            body.write(json, cut.bodyStart, cut.poolStart - cut.bodyStart);
            writePool(body);
            body.write(json, cut.poolEnd, cut.end - cut.poolEnd);
        }
    }

    private void writePool(ByteArrayOutputStream body) {
        body.write('"');
        body.writeBytes(ascii(pool.value()));
        body.write('"');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
