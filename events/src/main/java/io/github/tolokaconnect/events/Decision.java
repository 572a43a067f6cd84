package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a prediction: a task for people, or not, and why.
 *
 * @param eventId see {@link EventIds#decision}
 * @param eventTime timestamp of the prediction's record
 * @param itemId the item that was predicted
 * @param route the route that was taken; absent if there is none
 * @param verdict what was decided
 * @param reason why, in one word; open
 * @param rule the condition that decided, such as {@code margin<0.2}; absent if none did
 * @param measures how uncertain the prediction is, by measure
 * @param problem what is wrong with the prediction or its route, in a sentence; only with INVALID
 * @param poolId id of the pool that the task is for; only with SELECTED
 * @param duplicateOf the earlier prediction that this one repeats
 * @param model who predicted
 * @param prediction output values of the most confident prediction; only with SELECTED
 * @param record where the prediction was read
 */
@JsonPropertyOrder("schema")
public record Decision(
        UUID eventId,
        Instant eventTime,
        String itemId,
        @Nullable String route,
        Verdict verdict,
        String reason,
        @Nullable String rule,
        Map<String, Double> measures,
        @Nullable String problem,
        @Nullable String poolId,
        @Nullable DuplicateOf duplicateOf,
        @Nullable ModelRef model,
        @Nullable RawJson prediction,
        SourceRecord record)
        implements AppEvent {

    public Decision {
        measures = Collections.unmodifiableMap(new TreeMap<>(measures));
    }

    /** What was decided. */
    public enum Verdict {
        /** A task was written for it. */
        SELECTED,
        /** No task is needed. */
        SKIPPED,
        /** No task can be made of it. */
        INVALID
    }

    /**
     * The prediction that came first.
     *
     * @param itemId its item
     * @param seen timestamp of its record
     */
    public record DuplicateOf(String itemId, Instant seen) {}

    /**
     * A place in a topic.
     *
     * @param topic name of the topic
     * @param partition partition of it
     * @param offset offset in that partition
     */
    public record SourceRecord(String topic, int partition, long offset) {}
}
