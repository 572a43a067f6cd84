package io.github.tolokaconnect.streams.alerts;

import static io.github.tolokaconnect.events.Alert.Severity.INFO;
import static io.github.tolokaconnect.events.Alert.Severity.PAGE;
import static io.github.tolokaconnect.events.Alert.Severity.WARN;

import io.github.tolokaconnect.events.Alert;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The rules, each with what it measures. */
final class AlertRules {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private AlertRules() {}

    static List<AlertRule> of(AlertSettings is) {
        return List.of(
                level("ConnectorSilent", PAGE, Readings.seconds(is.silence()), 1, MINUTE, is, Readings::silence),
                level(
                        "OldestOperationTooOld",
                        PAGE,
                        Readings.seconds(is.operationAge()),
                        1,
                        FIVE_MINUTES,
                        is,
                        Readings::oldest),
                level(
                        "ValidationErrorRatio",
                        WARN,
                        is.errorRatio(),
                        0.5,
                        FIVE_MINUTES,
                        is,
                        Readings.errorRatio(is.errorRecords())),
                happened("AuthFailure", PAGE, is, Readings::unauthenticated),
                happened("QuotaExhausted", WARN, is, Readings::exhausted),
                level("PoolNearArchive", INFO, Readings.seconds(is.poolIdle()), 1, AT_ONCE, is, Readings::idle),
                level("QuotaUse80", WARN, is.quotaUse(), 0.95, MINUTE, is, Readings.quotaUse(is.tasksPerDay())),
                happened("DuplicateTasks", PAGE, is, Readings::duplicates),
                once("UnknownErrorCode", INFO, is, Readings::unknown),
                happened("PoolRefuses", WARN, is, Readings::poolRefuses),
                happened("AccessDenied", WARN, is, Readings::denied));
    }

    /** A level that is passed, and clears at {@code back} of the threshold. */
    private static AlertRule level(
            String name,
            Alert.Severity severity,
            double threshold,
            double back,
            Duration pending,
            AlertSettings settings,
            Function<Snapshot, List<Reading>> readings) {
        return new AlertRule(name, severity, threshold, threshold * back, pending, settings.hold(), false, readings);
    }

    /** Something that happened in the time that a reading is about, which is a hold of its own. */
    private static AlertRule happened(
            String name, Alert.Severity severity, AlertSettings settings, Function<Snapshot, List<Reading>> readings) {
        return new AlertRule(name, severity, 0, 0, AT_ONCE, settings.hold(), false, readings);
    }

    private static AlertRule once(
            String name, Alert.Severity severity, AlertSettings settings, Function<Snapshot, List<Reading>> readings) {
        return new AlertRule(name, severity, 0, 0, AT_ONCE, settings.hold(), true, readings);
    }
}
