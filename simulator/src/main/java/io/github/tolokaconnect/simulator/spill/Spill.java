package io.github.tolokaconnect.simulator.spill;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes that only grows: appended at its end by one thread at a time, read at any position by any.
 *
 * <p>The first mebibyte stays in memory, in chunks that never move, so a small simulation opens no file. What follows is in a
 * file of the spill directory, opened when it is first needed and gone when it is closed. Bytes never change once they are
 * committed; therefore reading takes no lock. A reader must have learnt of the bytes from the appending thread in a way that
 * orders the two, as everyone does who got a reply from the engine.
 */
public final class Spill implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int CHUNKS_IN_MEMORY = 16;

    private final SpillDirectory directory;
    private final byte[] @Nullable [] memory;
    private final long memoryBytes;
    private byte @Nullable [] buffer;
    private @Nullable FileChannel file;
    private long end;
    private boolean isClosed;

    /** An empty spill, which makes its file in {@code directory} when it needs one. */
    public Spill(SpillDirectory directory) {
        this(directory, CHUNKS_IN_MEMORY);
    }

    Spill(SpillDirectory directory, int chunksInMemory) {
        this.directory = directory;
        this.memory = new byte[chunksInMemory][];
        this.memoryBytes = (long) chunksInMemory * CHUNK_BYTES;
    }

    /** Begins to append; what an earlier one left uncommitted is forgotten. */
    public Append append() {
        return new Append(this, end);
    }

    /** How many bytes have been committed. */
    public long size() {
        return end;
    }

    /**
     * A copy of {@code length} bytes from {@code position} on, all of them committed.
     *
     * @throws SpillException if the file cannot be read
     */
    public byte[] read(long position, int length) {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            done += position + done < memoryBytes
                    ? readMemory(position + done, bytes, done)
                    : readFile(position + done - memoryBytes, bytes, done);
        }
        return bytes;
    }

    /** Frees the file. What was in it cannot be read any more. */
    @Override
    public void close() {
        isClosed = true;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw directory.failure("close", e);
            }
        }
    }

    byte[] buffer() {
        if (buffer == null) {
            buffer = new byte[CHUNK_BYTES];
        }
        return buffer;
    }

    void write(long position, byte[] bytes, int length) {
        int done = 0;
        while (done < length) {
            done += position + done < memoryBytes
                    ? writeMemory(position + done, bytes, done, length - done)
                    : writeFile(position + done - memoryBytes, bytes, done, length - done);
        }
    }

    void commit(long newEnd) {
        end = newEnd;
    }

    private int readMemory(long position, byte[] into, int offset) {
        byte[] chunk = memory[(int) (position / CHUNK_BYTES)];
        int from = (int) (position % CHUNK_BYTES);
        int count = Math.min(into.length - offset, CHUNK_BYTES - from);
        if (chunk == null) {
            throw new IllegalArgumentException("nothing has been committed at " + position);
        }
        System.arraycopy(chunk, from, into, offset, count);
        return count;
    }

    private int writeMemory(long position, byte[] bytes, int offset, int length) {
        int index = (int) (position / CHUNK_BYTES);
        byte[] chunk = memory[index];
        if (chunk == null) {
            chunk = new byte[CHUNK_BYTES];
            memory[index] = chunk;
        }
        int from = (int) (position % CHUNK_BYTES);
        int count = Math.min(length, CHUNK_BYTES - from);
        System.arraycopy(bytes, offset, chunk, from, count);
        return count;
    }

    private int readFile(long position, byte[] into, int offset) {
        // Not more at once: the JDK keeps a direct buffer of the largest size for each thread that ever reads.
        int length = Math.min(into.length - offset, CHUNK_BYTES);
        return uninterrupted("read", () -> {
            int count = file().read(ByteBuffer.wrap(into, offset, length), position);
            if (count < 0) {
                throw new EOFException("it ends before byte " + position);
            }
            return count;
        });
    }

    private int writeFile(long position, byte[] bytes, int offset, int length) {
        return uninterrupted("write", () -> file().write(ByteBuffer.wrap(bytes, offset, length), position));
    }

    private FileChannel file() throws IOException {
        if (file == null) {
            if (isClosed) {
                throw new IOException("the simulation is closed");
            }
            file = directory.open();
        }
        return file;
    }

    @FunctionalInterface
    private interface Transfer {
        int run() throws IOException;
    }

    // A channel closes itself, and with it the file is gone, when a thread that is marked as interrupted uses it.
    private int uninterrupted(String verb, Transfer transfer) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            return transfer.run();
        } catch (IOException e) {
            throw directory.failure(verb, e);
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
