package io.github.tolokaconnect.simulator.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that the bodies of all requests under way share. Safe from any thread: receptions run on every IO thread. */
final class BodyMemory {
    private final AtomicLong free;

    BodyMemory(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /** Takes so many bytes, or none when there are fewer. */
    boolean tryTake(long bytes) {
        if (free.addAndGet(-bytes) >= 0) {
            return true;
        }
        free.addAndGet(bytes);
        return false;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
    }
}
