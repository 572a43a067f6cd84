package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in whole windows.
 *
 * @param word how the request calls it
 * @param window one of the windows
 * @param from start of the first
 * @param to end of the last
 */
record Span(String word, Window window, Instant from, Instant to) {

    private static final int USUAL = 60;
    private static final int MOST = 1_440;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** Counts by window. */
    record Counts(Metric metric, NavigableMap<Instant, Map<Labels, Stat>> byStart) {

        Numbers at(Instant start) {
            return new Numbers(metric, byStart.getOrDefault(start, Map.of()));
        }
    }

    /** The stretch that the parameters window, from and to name: of {@code 1m} or {@code 1h}, by default the last 60. */
    static Span of(Asked asked, Instant now) {
        String word = asked.word("window", "1m", "1h");
        Window window = word.equals("1m") ? Window.MINUTE : Window.HOUR;
        Instant end = or(asked.time("to"), now);
        Instant to = window.start(end.minusMillis(1)).plus(window.size());
        Instant from =
                window.start(or(asked.time("from"), to.minus(window.size().multipliedBy(USUAL))));
        if (!from.isBefore(to)) {
            throw Problem.invalid("from", "from is not before to.").toException();
        }
        if (Duration.between(from, to).compareTo(window.size().multipliedBy(MOST)) > 0) {
            throw Problem.invalid("from", "From from to to there are more than " + MOST + " windows of " + word + ".")
                    .toException();
        }
        return new Span(word, window, from, to);
    }

    /** The last stretch of the length that the parameter window names: {@code 1h}, {@code 24h} or {@code 7d}. */
    static Span recent(Asked asked, Instant now) {
        String word = asked.word("window", "24h", "1h", "7d");
        Window window = word.equals("1h") ? Window.MINUTE : Window.HOUR;
        Duration length = word.equals("1h") ? HOUR : word.equals("24h") ? DAY : WEEK;
        Instant to = window.start(now).plus(window.size());
        return new Span(word, window, to.minus(length), to);
    }

    /** Starts of the windows, in order. */
    Stream<Instant> starts() {
        return Stream.iterate(from, start -> start.isBefore(to), start -> start.plus(window.size()));
    }

    Counts counts(Stats stats, Metric metric) {
        return new Counts(metric, stats.windows(metric, window, from, to));
    }

    /** All windows together. */
    Numbers sum(Stats stats, Metric metric) {
        Map<Labels, Stat> sum = new HashMap<>();
        stats.windows(metric, window, from, to)
                .values()
                .forEach(some -> some.forEach((labels, stat) -> sum.merge(labels, stat, Stat::plus)));
        return new Numbers(metric, sum);
    }

    private static Instant or(@Nullable Instant given, Instant otherwise) {
        return given == null ? otherwise : given;
    }
}
