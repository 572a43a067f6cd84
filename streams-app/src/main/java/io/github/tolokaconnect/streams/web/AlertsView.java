package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.events.Alert;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What needs a person, in the API; firing ones first. {@code known} is false while no instance can tell. */
record AlertsView(String asOf, boolean known, List<One> alerts, List<String> missing) {

    /** How many alerts fire, and the severity of the worst. */
    record Firing(int count, @Nullable String worst) {

        static final Firing NONE = new Firing(0, null);

        static Firing of(List<Alert> alerts) {
            List<Alert> firing = alerts.stream()
                    .filter(alert -> alert.state() == Alert.State.FIRING)
                    .toList();
            return new Firing(
                    firing.size(),
                    firing.stream()
                            .map(Alert::severity)
                            .max(Alert.Severity::compareTo)
                            .map(Alert.Severity::name)
                            .orElse(null));
        }
    }

    /** An alert. */
    record One(
            String id,
            String eventId,
            String at,
            String rule,
            String state,
            String severity,
            String since,
            Map<String, String> scope,
            double value,
            double threshold,
            String summary,
            List<String> evidence,
            @Nullable String runbook) {

        static One of(Alert alert) {
            return new One(
                    Alert.fingerprint(alert.rule(), alert.scope()),
                    alert.eventId().toString(),
                    Json.time(alert.eventTime()),
                    alert.rule(),
                    alert.state().name(),
                    alert.severity().name(),
                    Json.time(alert.since()),
                    alert.scope(),
                    alert.value(),
                    alert.threshold(),
                    alert.summary(),
                    alert.evidence().stream().map(Object::toString).toList(),
                    alert.runbook());
        }
    }
}
