package io.github.tolokaconnect.streams.alerts;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one alert of one rule and scope is. What jitters around its threshold neither fires twice nor resolves twice: a life only
 * moves on after the rule's waiting times.
 *
 * <pre>{@code
 *         raised               raised for `pending`            calm for `hold`
 *  (none) ───────► Pending ───────────────────────► Firing ───────────────────► Resolved ───► Pending ...
 *     ▲               │ not raised                    ▲ │ not calm                 (or stays, if once)
 *     └───────────────┘                               └─┘
 * }</pre>
 */
public sealed interface AlertLife {

    /** The last event of the alert; empty if it never fired. */
    Optional<Alert> last();

    /**
     * The condition holds, not long enough yet.
     *
     * @param since since when
     * @param before the alert's last event, if it fired before
     */
    record Pending(Instant since, @Nullable Alert before) implements AlertLife {
        @Override
        public Optional<Alert> last() {
            return Optional.ofNullable(before);
        }
    }

    /**
     * It fired.
     *
     * @param fired the event that said so
     * @param calmSince since when all is well; absent while it is not
     */
    record Firing(Alert fired, @Nullable Instant calmSince) implements AlertLife {
        @Override
        public Optional<Alert> last() {
            return Optional.of(fired);
        }
    }

    /**
     * It is over.
     *
     * @param resolved the event that said so
     */
    record Resolved(Alert resolved) implements AlertLife {
        @Override
        public Optional<Alert> last() {
            return Optional.of(resolved);
        }
    }

    /**
     * What follows on {@code life}, which is null for an alert that nothing is known of; empty if nothing is left to know. If its
     * {@link #last()} is another event than before, that is to be published.
     *
     * @param reading what the rule measured; null if there is nothing to measure any more
     */
    static Optional<AlertLife> next(@Nullable AlertLife life, AlertRule rule, @Nullable Reading reading, Instant now) {
        if (life instanceof Firing firing) {
            return Optional.of(firing(firing, rule, reading, now));
        }
        if (reading == null || !rule.isRaisedBy(reading)) {
            return life instanceof Pending pending
                    ? Optional.ofNullable(pending.before()).map(Resolved::new)
                    : Optional.ofNullable(life);
        }
        if (life instanceof Pending pending) {
            return Optional.of(raised(pending, rule, reading, now));
        }
        if (life instanceof Resolved resolved) {
            return Optional.of(
                    rule.isOnce() ? resolved : raised(new Pending(now, resolved.resolved()), rule, reading, now));
        }
        return Optional.of(raised(new Pending(now, null), rule, reading, now));
    }

    private static AlertLife raised(Pending pending, AlertRule rule, Reading reading, Instant now) {
        return hasPassed(rule.pending(), pending.since(), now)
                ? new Firing(fired(rule, reading, pending.since(), now), null)
                : pending;
    }

    private static AlertLife firing(Firing firing, AlertRule rule, @Nullable Reading reading, Instant now) {
        if (reading != null && !rule.isCalm(reading)) {
            return new Firing(firing.fired(), null);
        }
        Instant calmSince = firing.calmSince() == null ? now : firing.calmSince();
        return hasPassed(rule.hold(), calmSince, now)
                ? new Resolved(resolved(firing.fired(), reading, now))
                : new Firing(firing.fired(), calmSince);
    }

    private static boolean hasPassed(Duration time, Instant since, Instant now) {
        return !now.isBefore(since.plus(time));
    }

    private static Alert fired(AlertRule rule, Reading reading, Instant since, Instant now) {
        return new Alert(
                EventIds.alert(reading.fingerprint(rule.name()), Alert.State.FIRING, now),
                now,
                rule.name(),
                Alert.State.FIRING,
                rule.severity(),
                since,
                reading.scope(),
                reading.value(),
                rule.threshold(),
                reading.summary(),
                reading.evidence(),
                rule.runbook());
    }

    private static Alert resolved(Alert fired, @Nullable Reading reading, Instant now) {
        String fingerprint = Alert.fingerprint(fired.rule(), fired.scope());
        return new Alert(
                EventIds.alert(fingerprint, Alert.State.RESOLVED, now),
                now,
                fired.rule(),
                Alert.State.RESOLVED,
                fired.severity(),
                fired.since(),
                fired.scope(),
                reading == null ? 0 : reading.value(),
                fired.threshold(),
                "Over: " + fired.summary(),
                fired.evidence(),
                fired.runbook());
    }
}
