package io.github.tolokaconnect.connector.delivery;

import java.time.Duration;
import java.util.SplittableRandom;

/** Draws what goes wrong; nothing any more once it is over. */
final class Chaos {
    private final SplittableRandom random;
    private final int percent;
    private boolean isOver;

    /** What can happen to a request and its answer. */
    enum Fault {
        NONE,
        /** The request never arrives. */
        REQUEST_LOST,
        /** The request is carried out and its answer never arrives. */
        ANSWER_LOST,
        /** The caller gives up, and the request arrives after that. */
        REQUEST_DELAYED,
        SERVER_ERROR,
        THROTTLED,
        /** Promised and not done, or done and not shown. */
        FORGOTTEN
    }

    private static final Fault[] FAULTS = Fault.values();

    Chaos(SplittableRandom random) {
        this.random = random;
        this.percent = 5 + random.nextInt(50);
    }

    void end() {
        isOver = true;
    }

    Fault ofRequest() {
        return strikes() ? FAULTS[1 + random.nextInt(FAULTS.length - 1)] : Fault.NONE;
    }

    /** Whether something goes wrong that can go wrong in one way only. */
    boolean strikes() {
        return !isOver && random.nextInt(100) < percent;
    }

    /** Whether something rare happens at this moment. */
    boolean strikesRarely() {
        return !isOver && random.nextInt(100) < 3;
    }

    Duration delay() {
        return Duration.ofMillis(5 + random.nextInt(isOver ? 50 : 1_500));
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }
}
