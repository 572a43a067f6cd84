package io.github.tolokaconnect.streams.alerts;

import io.github.tolokaconnect.events.Alert;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a rule measured of one thing.
 *
 * @param scope the thing, such as {@code pool=1001}
 * @param value what was measured
 * @param summary what that means, in a sentence with its ids
 * @param evidence ids of events that show it, at most 3
 */
record Reading(Map<String, String> scope, double value, String summary, List<UUID> evidence) {

    private static final int MOST_EVIDENCE = 3;

    Reading {
        scope = Map.copyOf(scope);
        evidence = evidence.stream().limit(MOST_EVIDENCE).toList();
    }

    static Reading of(Map<String, String> scope, double value, String summary) {
        return new Reading(scope, value, summary, List.of());
    }

    String fingerprint(String rule) {
        return Alert.fingerprint(rule, scope);
    }
}
