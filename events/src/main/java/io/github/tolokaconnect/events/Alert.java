package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something needs a person, or no longer does.
 *
 * @param eventId see {@link EventIds#alert}
 * @param eventTime when the state was entered
 * @param rule name of the rule
 * @param state whether it fires
 * @param severity how urgent it is
 * @param since since when the rule's condition has held
 * @param scope what it is about, such as {@code pool=38315862}
 * @param value what was measured
 * @param threshold what it is compared with
 * @param summary what it means, in a sentence with its ids
 * @param evidence ids of events that show it, at most 3
 * @param runbook where it is written what to do
 */
@JsonPropertyOrder("schema")
public record Alert(
        UUID eventId,
        Instant eventTime,
        String rule,
        State state,
        Severity severity,
        Instant since,
        Map<String, String> scope,
        double value,
        double threshold,
        String summary,
        List<UUID> evidence,
        @Nullable String runbook)
        implements AppEvent {

    public Alert {
        scope = Collections.unmodifiableMap(new TreeMap<>(scope));
        evidence = List.copyOf(evidence);
    }

    /** What alerts of one rule and scope have in common, and their key: {@code rule|name=value,...}. */
    public static String fingerprint(String rule, Map<String, String> scope) {
        StringBuilder text = new StringBuilder(rule).append('|');
        new TreeMap<>(scope)
                .forEach((name, value) -> text.append(text.charAt(text.length() - 1) == '|' ? "" : ",")
                        .append(name)
                        .append('=')
                        .append(value));
        return text.toString();
    }

    /** Whether it fires. */
    public enum State {
        /** The condition has held for as long as the rule asks. */
        FIRING,
        /** It fired, and the condition holds no more. */
        RESOLVED
    }

    /** How urgent it is. */
    public enum Severity {
        /** Good to know this week. */
        INFO,
        /** Look at it today. */
        WARN,
        /** Money is lost or nothing flows: now. */
        PAGE
    }
}
