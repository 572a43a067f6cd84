package io.github.tolokaconnect.quickstart.results;

import io.github.tolokaconnect.events.OperationStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A finished operation as a line for people. */
public final class OperationLine {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int ID_LETTERS = 8;

    private OperationLine() {}

    /** The line of {@code status}, with the time of day in {@code zone}. */
    public static String of(OperationStatus status, ZoneId zone) {
        var line = new StringBuilder(time(status.eventTime(), zone))
                .append("  operation ")
                .append(status.operation().id().toString(), 0, ID_LETTERS)
                .append("  ")
                .append(status.operation().status())
                .append("  pool=")
                .append(status.pool().id());
        append(line, "created", status.counts().success());
        append(line, "rejected", status.counts().failed());
        if (status.error() != null) {
            append(line, "error", status.error().code());
        }
        took(status)
                .ifPresent(took -> append(line, "took", String.format(Locale.ROOT, "%.1fs", took.toMillis() / 1000.0)));
        return line.toString();
    }

    /** The time of day at which a line begins. */
    public static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    private static Optional<Duration> took(OperationStatus status) {
        if (status.timings() != null && status.timings().endToEnd() != null) {
            return Optional.of(status.timings().endToEnd());
        }
        var submitted = status.operation().submitted();
        var finished = status.operation().finished();
        return submitted == null || finished == null
                ? Optional.empty()
                : Optional.of(Duration.between(submitted, finished));
    }

    private static void append(StringBuilder line, String name, @Nullable Object value) {
        if (value != null) {
            line.append(' ').append(name).append('=').append(value);
        }
    }
}
