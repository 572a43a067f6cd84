package io.github.tolokaconnect.streams.alerts;

import io.github.tolokaconnect.events.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * When somebody has to look: once a reading has been above {@code threshold} for as long as {@code pending}, until it has been at or
 * below {@code clear}, or absent, for as long as {@code hold}.
 *
 * @param name name of the rule, and of its page in the documentation
 * @param severity how urgent it is
 * @param threshold what readings are compared with
 * @param clear what they have to come back to; at most {@code threshold}
 * @param pending for how long a reading has to be above
 * @param hold for how long it has to be back
 * @param isOnce whether the same thing is worth one alert only
 * @param readings what it measures
 */
record AlertRule(
        String name,
        Alert.Severity severity,
        double threshold,
        double clear,
        Duration pending,
        Duration hold,
        boolean isOnce,
        Function<Snapshot, List<Reading>> readings) {

    private static final String RUNBOOK = "docs/runbooks/%s.md";

    AlertRule {
        if (clear > threshold) {
            throw new IllegalArgumentException("rule " + name + " clears at " + clear + ", above its threshold "
                    + threshold + "; it would fire and be over at once");
        }
    }

    /** Where it is written what to do: the page of the alert, which Prometheus' rule of that name has as well. */
    String runbook() {
        // A number at the end is a threshold, and no part of the page's name.
        String words = name.replaceAll("\\d+$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return RUNBOOK.formatted(words.toLowerCase(Locale.ROOT));
    }

    boolean isRaisedBy(Reading reading) {
        return reading.value() > threshold;
    }

    boolean isCalm(Reading reading) {
        return reading.value() <= clear;
    }
}
