package io.github.tolokaconnect.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for facts that can only be asked for, with a deadline for each. */
record Patience(InstantSource clock, StopSignal stop) {

    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(200);

    /** Waits, at most for {@code time}, until {@code missing} answers nothing; throws with its last answer otherwise. */
    void await(String fact, Duration time, Supplier<Optional<String>> missing) throws StoppedException {
        var last = tryAwait(time, missing);
        if (last.isPresent()) {
            throw new ChaosException(fact + " did not come true within " + time.toSeconds() + " s: " + last.get());
        }
    }

    /** Waits, at most for {@code time}, until {@code missing} answers nothing; answers its last answer. */
    Optional<String> tryAwait(Duration time, Supplier<Optional<String>> missing) throws StoppedException {
        Instant end = clock.instant().plus(time);
        var last = ask(missing);
        while (last.isPresent() && clock.instant().isBefore(end)) {
            stop.waitFor(BETWEEN_TWO_LOOKS);
            last = ask(missing);
        }
        return last;
    }

    private static Optional<String> ask(Supplier<Optional<String>> missing) {
        try {
            return missing.get();
        } catch (NoAnswerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
