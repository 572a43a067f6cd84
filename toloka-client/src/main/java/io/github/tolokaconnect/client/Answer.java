package io.github.tolokaconnect.client;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of one call: exactly one of four things, each of which asks for another next step. */
public sealed interface Answer<T> {

    /** The platform did, or promised, what was asked. */
    record Accepted<T>(T value, int httpStatus) implements Answer<T> {
        public Accepted {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A quota is used up; nothing was done, and the same request may be repeated after {@code retryAfter}.
     *
     * @param retryAfter what the platform asked for, else the length of {@code interval}; never negative, at most a day
     */
    record Throttled<T>(Problem problem, QuotaInterval interval, Duration retryAfter) implements Answer<T> {
        public Throttled {
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(interval, "interval");
            if (retryAfter.isNegative()) {
                throw new IllegalArgumentException("retryAfter=" + retryAfter + " is negative");
            }
        }
    }

    /** The platform understood the request and refused it; {@link Problem#kind()} says which way. */
    record Rejected<T>(Problem problem) implements Answer<T> {
        public Rejected {
            Objects.requireNonNull(problem, "problem");
        }
    }

    /**
     * It is not known what the platform did, or it said that it could not do anything now. The same request, under the same
     * operation id, may be repeated.
     *
     * @param reason one sentence for people: the call, and what went wrong; without payload and secrets
     * @param problem the platform's own words, where it sent any
     */
    record Unavailable<T>(
            String reason,
            @Nullable Throwable cause,
            @Nullable Problem problem) implements Answer<T> {
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
