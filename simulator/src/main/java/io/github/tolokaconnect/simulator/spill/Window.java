package io.github.tolokaconnect.simulator.spill;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part of a spill that is about to be read piece by piece, in any order: fetched at once if it is small, and piece by piece if it
 * is not. One thread at a time.
 */
public final class Window {
    private static final int LARGEST_FETCH_BYTES = 2 << 20;

    private final Spill spill;
    private final long start;
    private final long length;
    private byte @Nullable [] fetched;

    /** The {@code length} bytes from {@code start} on, all of them committed. */
    public Window(Spill spill, long start, long length) {
        this.spill = spill;
        this.start = start;
        this.length = length;
    }

    /**
     * A copy of {@code count} bytes from {@code position} of the spill on, which must lie within the window.
     *
     * @throws SpillException if the file cannot be read
     */
    public byte[] read(long position, int count) {
        if (length > LARGEST_FETCH_BYTES) {
            return spill.read(position, count);
        }
        if (fetched == null) {
            fetched = spill.read(start, (int) length);
        }
        int from = (int) (position - start);
        return Arrays.copyOfRange(fetched, from, from + count);
    }
}
