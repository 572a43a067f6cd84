package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.events.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The life of an item, as far as it is remembered: of each list the last {@value #MOST_ENTRIES}.
 *
 * @param itemId the item
 * @param decisions what was decided on its predictions, oldest first
 * @param tasks the tasks that were created for it, oldest first
 * @param refusals the times that it was refused, oldest first
 * @param labels what people said, oldest first
 */
public record Item(
        String itemId, List<Choice> decisions, List<Task> tasks, List<Refusal> refusals, List<Answered> labels) {

    /** How many entries of each kind are remembered. */
    public static final int MOST_ENTRIES = 20;

    public Item {
        decisions = List.copyOf(decisions);
        tasks = List.copyOf(tasks);
        refusals = List.copyOf(refusals);
        labels = List.copyOf(labels);
    }

    /**
     * A decision on a prediction.
     *
     * @param eventId id of the decision event
     * @param at when
     * @param verdict SELECTED, SKIPPED or INVALID
     * @param reason why, in one word
     * @param route route that was taken
     * @param rule condition that decided
     * @param model name of the model
     * @param version version of the model
     * @param prediction what the model said; only with SELECTED
     */
    public record Choice(
            UUID eventId,
            Instant at,
            String verdict,
            String reason,
            @Nullable String route,
            @Nullable String rule,
            @Nullable String model,
            @Nullable String version,
            @Nullable RawJson prediction) {}

    /**
     * A task on the platform.
     *
     * @param eventId id of the task-created event
     * @param at when the connector learned of it
     * @param taskId id of the task
     * @param poolId id of its pool
     * @param operationId operation that created it
     * @param attempt which attempt it was
     */
    public record Task(UUID eventId, Instant at, String taskId, String poolId, UUID operationId, int attempt) {}

    /**
     * A refusal.
     *
     * @param eventId id of the validation-error event
     * @param at when
     * @param errorClass what has to change
     * @param code code of the first reason
     * @param path field of the first reason
     * @param poolId pool that it was meant for
     * @param attempt which attempt it was
     */
    public record Refusal(
            UUID eventId,
            Instant at,
            String errorClass,
            String code,
            @Nullable String path,
            @Nullable String poolId,
            int attempt) {}

    /**
     * A label.
     *
     * @param eventId id of the label event
     * @param at when
     * @param taskId the task that was answered
     * @param label what most people said
     * @param agrees whether the model had said the same; absent if that is not known
     */
    public record Answered(
            UUID eventId,
            Instant at,
            String taskId,
            RawJson label,
            @Nullable Boolean agrees) {}
}
