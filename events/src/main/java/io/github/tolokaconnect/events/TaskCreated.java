package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source record became a task.
 *
 * @param eventId see {@link EventIds#taskCreated}
 * @param eventTime when the connector learned of the task
 * @param connector who published it
 * @param record the source record
 * @param task the task
 * @param operation the operation that created it
 * @param timings where the time went
 * @param links where to look at the task
 */
@JsonPropertyOrder("schema")
public record TaskCreated(
        UUID eventId,
        Instant eventTime,
        ConnectorRef connector,
        RecordRef record,
        Task task,
        Operation operation,
        @JsonProperty("timings_ms") @Nullable Timings timings,
        @Nullable Links links)
        implements ConnectorEvent {

    /**
     * A task that exists on the platform.
     *
     * @param id id on the platform
     * @param poolId id of its pool
     * @param poolAlias name of the pool in the connector's configuration, if it has one
     * @param kind what the task is for, such as {@code GENERAL}, {@code CONTROL} or {@code TRAINING}
     * @param overlap how many people must answer it; absent if unlimited or the pool's default
     * @param inputSha256 SHA-256 of its canonical input values, 64 hexadecimal digits
     */
    public record Task(
            String id,
            String poolId,
            @Nullable String poolAlias,
            @Nullable String kind,
            @Nullable Integer overlap,
            @Nullable String inputSha256) {}

    /**
     * The task's place in the operation that created it.
     *
     * @param id id of the operation
     * @param index position of the task in the request, from 0
     * @param resumed whether the connector found the operation again after a restart
     */
    public record Operation(UUID id, int index, boolean resumed) {}

    /**
     * Where the time went, in whole milliseconds on the wire.
     *
     * @param recordToSubmit from the record's timestamp to the request
     * @param submitToCreated from the request to this event
     * @param recordToCreated from the record's timestamp to this event
     */
    public record Timings(
            @Nullable Duration recordToSubmit,
            @Nullable Duration submitToCreated,
            @Nullable Duration recordToCreated) {}

    /**
     * Where to look at the task.
     *
     * @param task URL of the task in the platform's API
     */
    public record Links(@Nullable String task) {}
}
