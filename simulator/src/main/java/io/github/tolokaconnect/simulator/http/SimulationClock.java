package io.github.tolokaconnect.simulator.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time that a simulation believes in: another clock's, and what it was advanced by. Safe from any thread: the HTTP worker
 * threads read it, and any of them may advance it.
 */
public final class SimulationClock implements InstantSource {
    /** The latest time there is: the ids of tasks have 32 bits for the second, which end in 2106. */
    static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private final InstantSource source;
    private final boolean isDriven;
    private volatile Duration advanced = Duration.ZERO;

    private SimulationClock(InstantSource source, boolean isDriven) {
        this.source = source;
        this.isDriven = isDriven;
    }

    /** Time goes by as it does in {@code source}; it can be advanced besides. */
    public static SimulationClock real(InstantSource source) {
        return new SimulationClock(source, false);
    }

    /**
     * Time stands still at {@code start} until it is advanced.
     *
     * @throws DateTimeException if {@code start} is not within the years 1970 to 2099
     */
    public static SimulationClock driven(Instant start) {
        if (start.isBefore(Instant.EPOCH) || !start.isBefore(END)) {
            throw new DateTimeException("time begins in the years 1970 to 2099");
        }
        return new SimulationClock(InstantSource.fixed(start), true);
    }

    /** Whether time stands still until it is advanced. */
    boolean isDriven() {
        return isDriven;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(advanced);
    }

    /**
     * Moves the time forward.
     *
     * @throws DateTimeException if {@code step} is negative, or leads past the year 2099
     */
    synchronized void advance(Duration step) {
        Duration sum;
        try {
            sum = advanced.plus(step);
        } catch (ArithmeticException e) {
            throw new DateTimeException("too far", e);
        }
        if (step.isNegative() || sum.compareTo(Duration.between(source.instant(), END)) > 0) {
            throw new DateTimeException("time goes forward, and no further than " + END);
        }
        advanced = sum;
    }
}
