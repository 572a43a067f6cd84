package io.github.tolokaconnect.simulator.spill;

import java.nio.ByteBuffer;

/** Bytes on their way to the end of a spill: collected, written in large pieces, and part of the spill once committed. */
public final class Append {
    private final Spill spill;
    private final byte[] buffer;
    private long written;
    private int buffered;

    Append(Spill spill, long position) {
        this.spill = spill;
        this.buffer = spill.buffer();
        this.written = position;
    }

    /** Where in the spill the next byte will be. */
    public long position() {
        return written + buffered;
    }

    /**
     * Adds the bytes that remain in {@code bytes}.
     *
     * @throws SpillException if the file cannot be written; nothing has been appended then
     */
    public void put(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (buffered == buffer.length) {
                flush();
            }
            int count = Math.min(bytes.remaining(), buffer.length - buffered);
            bytes.get(buffer, buffered, count);
            buffered += count;
        }
    }

    /**
     * Makes all of it part of the spill.
     *
     * @throws SpillException if the file cannot be written; nothing has been appended then
     */
    public void commit() {
        flush();
        spill.commit(written);
    }

    private void flush() {
        spill.write(written, buffer, buffered);
        written += buffered;
        buffered = 0;
    }
}
