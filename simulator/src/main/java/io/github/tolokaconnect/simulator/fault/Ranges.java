package io.github.tolokaconnect.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the parameters of faults may be. */
final class Ranges {
    static final long MAX_MILLIS = Duration.ofHours(1).toMillis();
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_SECONDS = 86_400;
    static final List<Integer> SERVER_ERRORS = List.of(500, 502, 503, 504);
    static final List<Integer> TOKEN_ERRORS = List.of(401, 403);
    static final List<QuotaInterval> TASK_QUOTAS = List.of(QuotaInterval.MIN, QuotaInterval.DAY);

    private Ranges() {}

    /** Checks the length of a wait. */
    static void checkWait(Duration time) {
        if (time.toMillis() < 1 || time.toMillis() > MAX_MILLIS) {
            throw new IllegalArgumentException("a wait must be from 1 ms to an hour, not " + time);
        }
    }

    /** Checks a number that may be missing. */
    static void checkNumber(@Nullable Integer number, int min, int max) {
        if (number != null && (number < min || number > max)) {
            throw new IllegalArgumentException("must be an integer from " + min + " to " + max + ", not " + number);
        }
    }

    /** Checks a part of a whole. */
    static void checkShare(double share) {
        // Written so that NaN does not pass.
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("must be a number above 0 and up to 1, not " + share);
        }
    }

    /** Checks a value of which there are few. */
    static <T> void checkChoice(T value, List<T> choices) {
        if (!choices.contains(value)) {
            throw new IllegalArgumentException(oneOf(choices) + ", not " + value);
        }
    }

    /** Says which values are allowed. */
    static String oneOf(List<?> choices) {
        return "must be one of " + choices.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
