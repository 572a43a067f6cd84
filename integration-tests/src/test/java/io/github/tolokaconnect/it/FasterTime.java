package io.github.tolokaconnect.it;

import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Prometheus' files for a world in which time goes {@value #FACTOR} times faster, so that a test need not wait for half an hour.
 *
 * <p>Changed are durations, where Prometheus expects one (intervals, {@code for}, ranges, offsets), and numbers that a metric in
 * seconds is compared with, since there the name says that the number is a time. Everything else stays byte for byte as shipped.
 */
final class FasterTime {

    /** Half an hour takes a minute, and five minutes take ten seconds. */
    static final int FACTOR = 30;

    private static final Pattern DURATION = Pattern.compile(
            "(?<before>^ *(?:- )?(?:\\w+_)?(?:for|interval|timeout): |\\[|(?<=[0-9a-z]):|\\boffset )"
                    + "(?<count>\\d+)(?<unit>ms|s|m|h|d|w)\\b",
            Pattern.MULTILINE);
    private static final Pattern SECONDS =
            Pattern.compile("(?<before>_seconds\\)*\\s*(?:[<>]=?|[!=]=)\\s*)(?<count>\\d+)");

    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    private FasterTime() {}

    /** A file of Prometheus with all its times divided. */
    static String in(String file) {
        var durations = DURATION.matcher(file).replaceAll(FasterTime::duration);
        return SECONDS.matcher(durations).replaceAll(FasterTime::seconds);
    }

    /** A time of the real world in the faster one. */
    static Duration in(Duration duration) {
        return duration.dividedBy(FACTOR);
    }

    private static String duration(MatchResult found) {
        var duration = UNITS.get(found.group(3)).multipliedBy(Long.parseLong(found.group(2)));
        return found.group(1) + in(duration).toMillis() + "ms";
    }

    private static String seconds(MatchResult found) {
        return found.group(1)
                + in(Duration.ofSeconds(Long.parseLong(found.group(2)))).toMillis() / 1000.0;
    }
}
