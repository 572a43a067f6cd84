package io.github.tolokaconnect.streams.repair;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is done with a refused record, decided from the refusal and from what happened to the item before. */
final class Policy {

    /** After this time a person has had the time to mend a pool or an account. */
    static final Duration A_DAY = Duration.ofHours(24);

    /** Given up: it had been tried too often. */
    static final String ATTEMPTS = "ATTEMPTS";

    /** Given up: nobody has repaired it. */
    static final String RETENTION = "RETENTION";

    private static final String CONFIGURED = "CONFIGURED";
    private static final Duration FIRST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 5;

    private final RepairSettings settings;

    Policy(RepairSettings settings) {
        this.settings = settings;
    }

    /**
     * What is done.
     *
     * @param action what
     * @param attempt which attempt the next one is, if there is one
     * @param due when it is tried again; only with PARK
     */
    record Plan(RepairAction action, int attempt, @Nullable Instant due) {}

    /** Why {@code error} is given up, in a word: it was the last attempt, or the configuration says so. */
    String whyGivenUp(ValidationError error) {
        return isLast(error.record().attempt()) ? ATTEMPTS : CONFIGURED;
    }

    /**
     * Decides.
     *
     * @param collateral how often the item has been tried again at once
     * @param hasTask whether the event holds the task; without it there is nothing to try again
     */
    Plan plan(ValidationError error, int collateral, boolean hasTask, Instant now) {
        RefusalKind kind = RefusalKind.of(error);
        RepairAction wanted = settings.action(kind);
        int attempt = error.record().attempt();
        if (kind == RefusalKind.COLLATERAL && wanted == RepairAction.REEMIT) {
            // It was not this task's own try, so it does not count as one.
            return hasTask && collateral < settings.maxCollateral()
                    ? new Plan(RepairAction.REEMIT, attempt, null)
                    : new Plan(RepairAction.QUARANTINE, attempt + 1, null);
        }
        if (wanted == RepairAction.DEAD || isLast(attempt)) {
            return new Plan(RepairAction.DEAD, attempt, null);
        }
        if (wanted == RepairAction.QUARANTINE || !hasTask) {
            return new Plan(RepairAction.QUARANTINE, attempt + 1, null);
        }
        return wanted == RepairAction.PARK
                ? new Plan(RepairAction.PARK, attempt + 1, now.plus(wait(error, kind)))
                : new Plan(RepairAction.REEMIT, attempt + 1, null);
    }

    /** Whether there is no attempt after {@code attempt}. */
    boolean isLast(int attempt) {
        return attempt >= settings.maxAttempts();
    }

    private static Duration wait(ValidationError error, RefusalKind kind) {
        if (kind != RefusalKind.CAPACITY) {
            return A_DAY;
        }
        Duration said = saidByThePlatform(error.raw());
        if (said != null) {
            return said;
        }
        int doublings = Math.min(error.record().attempt() - 1, MOST_DOUBLINGS);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        return wait.compareTo(A_DAY) > 0 ? A_DAY : wait;
    }

    /** What the platform's own error says about when to come again: a time, or the quota's window. */
    private static @Nullable Duration saidByThePlatform(@Nullable RawJson raw) {
        if (raw == null) {
            return null;
        }
        JsonNode error = raw.toNode();
        JsonNode after = error.path("retry_after_ms");
        if (after.canConvertToLong() && after.longValue() >= 0) {
            return Duration.ofMillis(Math.min(after.longValue(), A_DAY.toMillis()));
        }
        return switch (error.path("payload").path("interval").asText()) {
            case "MIN" -> Duration.ofMinutes(1);
            case "HOUR" -> Duration.ofHours(1);
            case "DAY" -> A_DAY;
            default -> null;
        };
    }
}
