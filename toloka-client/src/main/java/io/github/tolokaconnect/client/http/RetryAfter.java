package io.github.tolokaconnect.client.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, or a date, which is read against the answer's own {@code Date} so that clocks need not agree. */
final class RetryAfter {

    /** The longest window that any quota has; no answer can mean more. */
    static final Duration MAX = Duration.ofDays(1);

    private RetryAfter() {}

    /** The wait that the answer asks for, 0 to a day; empty if it asks for none, or cannot be read. */
    static Optional<Duration> of(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(value -> {
            if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of(value.length() > 9 ? MAX : bounded(Duration.ofSeconds(Long.parseLong(value))));
            }
            return date(value).map(until -> bounded(Duration.between(now(headers, clock), until)));
        });
    }

    private static Instant now(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("Date").flatMap(RetryAfter::date).orElseGet(clock::instant);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
