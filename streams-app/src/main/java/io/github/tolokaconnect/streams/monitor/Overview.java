package io.github.tolokaconnect.streams.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The totals of everything that is remembered.
 *
 * @param byState how many operations are in each state
 * @param byStatus how many operations have each status, in the connector's own words
 * @param pools what became of records, by pool
 * @param oldest the longest-running operation that has not ended, if there is one
 * @param skipped events that could not be read
 */
public record Overview(
        Map<OperationState, Long> byState,
        Map<String, Long> byStatus,
        List<PoolTally> pools,
        @Nullable Oldest oldest,
        List<Skipped> skipped) {

    public Overview {
        byState = Map.copyOf(byState);
        byStatus = Map.copyOf(byStatus);
        pools = List.copyOf(pools);
        skipped = List.copyOf(skipped);
    }

    /**
     * What became of the records of one pool.
     *
     * @param pool id of the pool; empty for records refused before their pool was known
     * @param created task-created events
     * @param rejected validation-error events
     */
    public record PoolTally(String pool, long created, long rejected) {}

    /**
     * An operation that has not ended.
     *
     * @param id its id
     * @param began when its first event happened
     */
    public record Oldest(UUID id, Instant began) {}

    /**
     * Events of one topic that were skipped for one reason.
     *
     * @param topic the topic they came from
     * @param reason why they could not be read, such as {@code MALFORMED}
     * @param count how many
     */
    public record Skipped(String topic, String reason, long count) {}
}
