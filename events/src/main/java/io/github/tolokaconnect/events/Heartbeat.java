package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sink task is alive, and says how it is doing.
 *
 * @param eventId see {@link EventIds#heartbeat}
 * @param eventTime when it was
 * @param connector who published it
 * @param state what the sink task is doing
 * @param assigned topic-partitions it owns, each as {@code topic-partition}
 * @param paused those of them that it takes no records from
 * @param failure id of the error that stopped it, such as {@code TLK-201}; only with {@link SinkTaskState#FAILED}
 * @param bufferedRecords records taken and not yet in an operation
 * @param recordsUnaccounted records received that are neither settled nor held by anything, which is a defect; absent from
 *     what earlier releases wrote
 * @param inflightOperations operations planned and not ended
 * @param oldestInflight age of the oldest of these; absent if there is none
 * @param circuit state of the circuit breaker
 * @param rate use of the quota
 * @param totals what became of the records since the sink task started
 * @param lastSuccess when an operation last ended well
 * @param balance the account's balance, where it is known
 */
@JsonPropertyOrder("schema")
public record Heartbeat(
        UUID eventId,
        Instant eventTime,
        ConnectorRef connector,
        SinkTaskState state,
        @Nullable String failure,
        List<String> assigned,
        List<String> paused,
        long bufferedRecords,
        @Nullable Long recordsUnaccounted,
        int inflightOperations,
        @JsonProperty("oldest_inflight_ms") @Nullable Duration oldestInflight,
        CircuitState circuit,
        @Nullable Rate rate,
        Totals totals,
        @Nullable Instant lastSuccess,
        @Nullable Money balance)
        implements ConnectorEvent {

    public Heartbeat {
        assigned = List.copyOf(assigned);
        paused = List.copyOf(paused);
    }

    /**
     * Use of the quota by this sink task.
     *
     * @param limitPerSecond requests per second that it may send
     * @param tokens requests that it may send at once
     * @param tasksToday tasks created in the current day (UTC)
     * @param fusePerDay tasks per day at which it stops; absent without such a limit
     */
    public record Rate(
            double limitPerSecond,
            double tokens,
            long tasksToday,
            @Nullable Long fusePerDay) {}

    /**
     * What became of the records since the sink task started. Every received record is in one of the others or in
     * flight.
     *
     * @param received records taken from Connect
     * @param created records that became tasks
     * @param rejected records refused as invalid, by the connector or by the platform
     * @param deduplicated records skipped because their task exists already
     * @param deadLettered records that could not be read
     * @param skipped records left out for another reason, such as a tombstone
     * @param abandoned records given up, such as those of a partition that moved away
     * @param http429 answers "too many requests"
     * @param http5xx answers "server error"
     * @param authFailures how often the platform refused a credential and the configuration had no other one; like the two
     *     below absent from what earlier releases wrote
     * @param fuseTripped how often the limit of tasks per day stopped new operations
     * @param resultsFailed result events that could not be written when they were due; most are written later
     */
    public record Totals(
            long received,
            long created,
            long rejected,
            long deduplicated,
            long deadLettered,
            long skipped,
            long abandoned,
            @JsonProperty("http_429") long http429,
            @JsonProperty("http_5xx") long http5xx,
            @Nullable Long authFailures,
            @Nullable Long fuseTripped,
            @Nullable Long resultsFailed) {}
}
