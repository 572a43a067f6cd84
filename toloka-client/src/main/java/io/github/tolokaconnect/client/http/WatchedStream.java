package io.github.tolokaconnect.client.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A body that does not wait for ever. The timer's thread looks at it twice per timeout; a body that brought nothing between
 * three looks, or that is still not at its end after {@value #MAX_LOOKS}, is closed, which ends the reader's wait with an
 * {@link IOException}. No clock is read.
 */
final class WatchedStream extends FilterInputStream {

    static final int LOOKS_PER_TIMEOUT = 2;
    static final int MAX_LOOKS = 60;

    // Written by the reading thread, read by the timer's.
    private final AtomicLong received = new AtomicLong();

    // Used by the timer's thread only, but for givenUp, which the reading thread reads.
    private long receivedAtLastLook = -1;
    private int idleLooks;
    private int looks;
    private volatile boolean givenUp;

    WatchedStream(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        received.addAndGet(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        received.addAndGet(Math.max(read, 0));
        return read;
    }

    void look() {
        long now = received.get();
        idleLooks = now == receivedAtLastLook ? idleLooks + 1 : 0;
        receivedAtLastLook = now;
        looks++;
        if (idleLooks >= LOOKS_PER_TIMEOUT || looks >= MAX_LOOKS) {
            giveUp();
        }
    }

    /** Ends the reading; safe from any thread. */
    void giveUp() {
        givenUp = true;
        closeQuietly(in);
    }

    boolean wasGivenUp() {
        return givenUp;
    }

    static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // Closing only hangs up; whoever still reads learns it from the read.
        }
    }
}
