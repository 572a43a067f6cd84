package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.TaskItem;
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
        return facts.batch().tasks().stream().allMatch(TaskItem::isReadable)
                ? ""
                : "records of the refused operation are gone";
    }

    /** An operation was given up. */
    String ofAbandoning(Facts facts) {
        if (platform.knows(facts.operationId())) {
            return "";
        }
        if (Duration.between(facts.plannedAt(), now).compareTo(Settings.ID_MEMORY) > 0) {
            return "the operation is too old to be sent again";
        }
        return facts.batch().tasks().stream().allMatch(this::isGone) ? "its records are gone" : "";
    }

    /** The sink task refused a record. */
    String ofRefusing(long offset) {
        return settings.refuses(offset) ? "the pool is closed to the connector" : "";
    }

    /** Whether a task's record cannot be read any more, or not with this configuration. */
    boolean isGone(TaskItem task) {
        var origin = task.origin();
        return source.isRemoved(origin.topicPartition(), origin.offset()) || settings.refuses(origin.offset());
    }
}
