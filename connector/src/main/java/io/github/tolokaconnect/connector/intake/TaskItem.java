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
     * Bytes from {@code start} to before {@code end}; {@link #NONE} if there are none.
     */
    public record Span(int start, int end) {
        /** Nothing. */
        public static final Span NONE = new Span(-1, -1);

        boolean isThere() {
            return start >= 0;
        }

        int length() {
            return end - start;
        }
    }

    /**
     * Where to cut a value.
     *
     * @param members what is between the braces of a task, closing one included; none if the value is {@code input_values} alone
     * @param pool the value of {@code pool_id}; none if the task names no pool
     * @param nullOverlap the null that the task states as its {@code overlap}; none if it states none or a number
     * @param input the value of {@code input_values}
     * @param outputBytes size of all {@code output_values}, in bytes
     */
    public record Cut(Span members, Span pool, Span nullOverlap, Span input, int outputBytes) {}

    /** Memory that a record holds besides its payload, in bytes, about. */
    public static final int HELD_BYTES_WITHOUT_PAYLOAD = 200;

    private static final byte[] NOTHING = new byte[0];

    /**
     * A task whose record can no longer be read, or would no longer become a task: its place in an operation is known, its payload
     * is not.
     */
    public static TaskItem unreadable(RecordOrigin origin, PoolId pool) {
        return new TaskItem(origin, pool, NOTHING, new Cut(Span.NONE, Span.NONE, Span.NONE, Span.NONE, 0), 0, false);
    }

    /** The same task for this pool, whatever the configuration says by now. */
    public TaskItem in(PoolId other) {
        return pool.equals(other) ? this : new TaskItem(origin, other, json, cut, overlap, addsOverlap);
    }

    /** Whether its payload is there; else it cannot be sent. */
    public boolean isReadable() {
        return cut.input.isThere();
    }

    /** Size of {@code input_values} as sent, in bytes of UTF-8 JSON. */
    public int inputBytes() {
        return cut.input.length();
    }

    /** Size of all {@code output_values} as sent, in bytes of UTF-8 JSON. */
    public int outputBytes() {
        return cut.outputBytes;
    }

    /** Memory that the task holds while it waits, in bytes, about. */
    public int heldBytes() {
        return json.length + HELD_BYTES_WITHOUT_PAYLOAD;
    }

    /** Whether the record's value is the whole task, not its {@code input_values} alone. */
    public boolean valueIsTask() {
        return cut.members.isThere();
    }

    /** Appends the task, which has to be readable, as one JSON object, marked with its {@code index} in the operation. */
    public void writeTo(ByteArrayOutputStream body, int index) {
        body.writeBytes(OPEN);
        body.writeBytes(ascii(Integer.toString(index)));
        body.write('"');
        if (!cut.pool.isThere()) {
            body.writeBytes(POOL);
            writePool(body);
        }
        if (addsOverlap && !cut.nullOverlap.isThere()) {
            body.writeBytes(OVERLAP);
            body.writeBytes(ascii(Integer.toString(overlap)));
        }
        if (valueIsTask()) {
            body.write(',');
            writeMembers(body);
        } else {
            body.writeBytes(INPUT_VALUES);
            write(body, cut.input.start, cut.input.end);
            body.write('}');
        }
    }

    /** The members as they are, but for the pool and for a null overlap that the configuration replaces. */
    private void writeMembers(ByteArrayOutputStream body) {
        var filled = addsOverlap ? cut.nullOverlap : Span.NONE;
        boolean poolFirst = !filled.isThere() || cut.pool.start < filled.start;
        int from = cut.members.start;
        if (poolFirst) {
            from = writePoolMember(body, from);
        }
        if (filled.isThere()) {
            write(body, from, filled.start);
            body.writeBytes(ascii(Integer.toString(overlap)));
            from = filled.end;
        }
        if (!poolFirst) {
            from = writePoolMember(body, from);
        }
        write(body, from, cut.members.end);
    }

    /** Copies up to the pool and writes the pool; returns where to go on. */
    private int writePoolMember(ByteArrayOutputStream body, int from) {
        if (!cut.pool.isThere()) {
            return from;
        }
        write(body, from, cut.pool.start);
        writePool(body);
        return cut.pool.end;
    }

    private void write(ByteArrayOutputStream body, int from, int to) {
        body.write(json, from, to - from);
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
