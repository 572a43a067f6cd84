package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people say about an item, beside what the model said.
 *
 * @param eventId see {@link EventIds#label}
 * @param eventTime when the answer that completed it was given
 * @param itemId the item
 * @param taskId the task that people answered
 * @param poolId its pool
 * @param label the output values that most people gave
 * @param confidence share of the answers that agree with it, from 0 to 1, or what the aggregation said
 * @param answers how many answers it rests on
 * @param prediction what the model said; absent if the prediction is not known
 * @param model who predicted; absent if that is not known
 * @param agrees whether label and prediction are equal; absent without a prediction
 * @param timings where the time went
 */
@JsonPropertyOrder("schema")
public record Label(
        UUID eventId,
        Instant eventTime,
        String itemId,
        String taskId,
        String poolId,
        RawJson label,
        @Nullable Double confidence,
        int answers,
        @Nullable RawJson prediction,
        @Nullable ModelRef model,
        @Nullable Boolean agrees,
        @JsonProperty("timings_ms") @Nullable Timings timings)
        implements AppEvent {

    /**
     * Where the time went, in whole milliseconds on the wire.
     *
     * @param predictionToTask from the prediction's record to the task
     * @param taskToLabel from the task to this label
     */
    public record Timings(
            @Nullable Duration predictionToTask, @Nullable Duration taskToLabel) {}
}
