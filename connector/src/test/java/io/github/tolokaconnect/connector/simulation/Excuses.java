package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import java.time.Duration;
import java.time.Instant;

/** Why good records may end without a task: reasons outside the connector, each checked against the world as it is. */
final class Excuses {
    private final Platform platform;
    private final Source source;
    private final Settings settings;
    private final Instant now;

    Excuses(Platform platform, Source source, Settings settings, Instant now) {
        this.platform = platform;
        this.source = source;
        this.settings = settings;
        this.now = now;
    }

    /** The operation failed and was the last try. */
    String ofLastTry(Facts facts) {
        return facts.attempt() >= settings.attempts() ? "the last try failed" : "";
    }

    /** A request was refused, and without all its records nobody can search for the culprit. */
    String ofRefusal(Facts facts) {
        return lacksRecords(facts) ? "records of the refused operation are gone" : "";
    }

    /** An operation was given up. */
    String ofAbandoning(Facts facts) {
        if (platform.knows(facts.operationId())) {
            return "";
        }
        if (Duration.between(facts.plannedAt(), now).compareTo(Settings.ID_MEMORY) > 0) {
            return "the operation is too old to be sent again";
        }
        return lacksRecords(facts) ? "its records are gone" : "";
    }

    private boolean lacksRecords(Facts facts) {
        var offsets = facts.batch().tasks().stream()
                .map(task -> task.origin().offset())
                .toList();
        return source.anyRemoved(facts.batch().topicPartition(), offsets);
    }
}
