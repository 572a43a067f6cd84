package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation entered a state.
 *
 * <pre>{@code
 * PLANNED ──► SUBMITTED ──► RUNNING* ──► SUCCESS | FAIL
 *    │ ▲                        └──► STUCK (polled on, may still end)
 *    ▼ │ sent again if it may succeed
 *  REJECTED
 * }</pre>
 *
 * @param eventId see {@link EventIds#operationStatus(UUID, Status)}
 * @param eventTime when the operation entered the state
 * @param connector who published it
 * @param platform the platform's installation
 * @param operation the operation and its state
 * @param outcome how much came into being; present once the operation has ended
 * @param pool the pool of all its tasks
 * @param source the source records that it holds, at least one range
 * @param counts how many records, and what became of them
 * @param timings where the time went
 * @param polls how often the platform was asked for the state
 * @param estimate what the created tasks may cost
 * @param traceLinks how many of its records carry a trace context
 * @param error why it was refused or failed
 */
@JsonPropertyOrder("schema")
public record OperationStatus(
        UUID eventId,
        Instant eventTime,
        ConnectorRef connector,
        Platform platform,
        Operation operation,
        @Nullable Outcome outcome,
        PoolRef pool,
        List<SourceRange> source,
        Counts counts,
        @JsonProperty("timings_ms") @Nullable Timings timings,
        @Nullable Integer polls,
        @Nullable Estimate estimate,
        @Nullable Integer traceLinks,
        @Nullable PlatformError error)
        implements ConnectorEvent {

    public OperationStatus {
        source = List.copyOf(source);
        if (source.isEmpty()) {
            throw new IllegalArgumentException(
                    "operation " + operation.id() + " holds no source range; name at least one");
        }
    }

    /** Starts an event with the parts that every state has; its id follows from the operation's id and status. */
    public static OperationStatusBuilder builder(
            Instant eventTime,
            ConnectorRef connector,
            Platform platform,
            Operation operation,
            PoolRef pool,
            List<SourceRange> source,
            Counts counts) {
        return new OperationStatusBuilder(eventTime, connector, platform, operation, pool, source, counts);
    }

    /**
     * An installation of the platform.
     *
     * @param url base URL
     * @param environment what it is for, such as {@code production} or {@code sandbox}
     */
    public record Platform(String url, @Nullable String environment) {}

    /**
     * The operation and its state.
     *
     * @param id id that the connector chose before the request; a retry keeps it
     * @param type the platform's type, such as {@link #TASK_BATCH_CREATE}
     * @param status the state it entered
     * @param previousStatus the state before
     * @param platformStatus the platform's own word for its state; absent while it has none
     * @param terminal whether nothing follows under this id
     * @param resumed whether the connector found it again after a restart
     * @param attempt 1 for the first operation over these records; a new one after a FAIL counts up
     * @param progress 0 to 100 as the platform says
     * @param submitted when the platform took it, by the platform's clock
     * @param started when the platform began, by the platform's clock
     * @param finished when the platform ended, by the platform's clock
     * @param parameters parameters of the request
     */
    public record Operation(
            UUID id,
            String type,
            Status status,
            @Nullable Status previousStatus,
            @Nullable String platformStatus,
            boolean terminal,
            boolean resumed,
            int attempt,
            @Nullable Integer progress,
            @Nullable Instant submitted,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable Parameters parameters) {

        /** Type of the operation that creates tasks. */
        public static final String TASK_BATCH_CREATE = "TASK.BATCH_CREATE";

        public Operation {
            if (attempt < 1) {
                throw new IllegalArgumentException(
                        "operation " + id + " has attempt " + attempt + "; the first one is 1");
            }
        }

        /** A task-creating operation that was just planned: not sent, progress 0. */
        public static Operation planned(UUID id, int attempt, Parameters parameters) {
            return new Operation(
                    id,
                    TASK_BATCH_CREATE,
                    Status.PLANNED,
                    null,
                    null,
                    false,
                    false,
                    attempt,
                    0,
                    null,
                    null,
                    null,
                    parameters);
        }
    }

    /**
     * Parameters of the request that started an operation; absent means the platform's default.
     *
     * @param skipInvalidItems whether invalid tasks are left out instead of failing the operation
     * @param allowDefaults whether fields that a task leaves out take the pool's defaults
     * @param openPool whether the pool is opened once the tasks exist
     */
    public record Parameters(
            @Nullable Boolean skipInvalidItems,
            @Nullable Boolean allowDefaults,
            @Nullable Boolean openPool) {}

    /**
     * Numbers of records; all but {@code records} are the platform's own and absent until it says them.
     *
     * @param records source records in the operation
     * @param total tasks the platform received
     * @param valid tasks that passed validation
     * @param notValid tasks that did not
     * @param success tasks created
     * @param failed tasks not created
     */
    public record Counts(
            int records,
            @Nullable Integer total,
            @Nullable Integer valid,
            @Nullable Integer notValid,
            @Nullable Integer success,
            @Nullable Integer failed) {

        /** Counts of an operation that the platform has not counted yet. */
        public static Counts ofRecords(int records) {
            return new Counts(records, null, null, null, null, null);
        }
    }

    /**
     * Where the time went, in whole milliseconds on the wire.
     *
     * @param oldestRecordAge age of the oldest record when the operation was planned
     * @param buffered from the first record taken to planned
     * @param rateLimitWait wait for quota
     * @param submit from the request to its answer
     * @param queued from submitted to started, by the platform's clock
     * @param ran from started to finished, by the platform's clock
     * @param logFetch reading the operation log
     * @param endToEnd from planned to this event
     */
    public record Timings(
            @Nullable Duration oldestRecordAge,
            @Nullable Duration buffered,
            @Nullable Duration rateLimitWait,
            @Nullable Duration submit,
            @Nullable Duration queued,
            @Nullable Duration ran,
            @Nullable Duration logFetch,
            @Nullable Duration endToEnd) {}

    /**
     * What the created tasks may cost, as decimal strings on the wire.
     *
     * @param currency ISO 4217 code
     * @param min cost with the smallest overlap
     * @param max cost with the largest overlap
     * @param basis what it was computed from
     */
    public record Estimate(
            String currency,
            BigDecimal min,
            BigDecimal max,
            @Nullable Basis basis) {}

    /**
     * What an estimate was computed from.
     *
     * @param rewardPerAssignment price of one assignment
     * @param tasksPerSuite tasks on one page, which one assignment answers
     * @param overlapMin smallest overlap
     * @param overlapMax largest overlap
     * @param fee the platform's fee as a fraction of the reward
     */
    public record Basis(
            BigDecimal rewardPerAssignment, int tasksPerSuite, int overlapMin, int overlapMax, BigDecimal fee) {}
}
