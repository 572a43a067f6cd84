package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one operation: its furthest event, and when it first reached each status.
 *
 * <p>Events may come late, repeated, or from workers whose clocks differ. So progress decides before time does: planned,
 * submitted, under way, ended. Within one step the later event wins, and between simultaneous ones the larger id. That is a
 * total order, hence the result depends on the set of events only, neither on their sequence nor on repetitions.
 *
 * @param latest the furthest event
 * @param reached when each status was first reached, earliest first; at most {@value #MAX_STATUSES} of them
 */
public record Operation(OperationStatus latest, Map<String, Instant> reached) {

    static final int MAX_STATUSES = 16;

    private static final Comparator<OperationStatus> PROGRESS = Comparator.comparingInt(Operation::step)
            .thenComparing(OperationStatus::eventTime)
            .thenComparing(OperationStatus::eventId);

    /** Takes a copy of {@code reached}, in the order of time. */
    public Operation {
        if (reached.isEmpty()) {
            throw new IllegalArgumentException(
                    "operation " + latest.operation().id() + " has reached no status; name at least one");
        }
        Map<String, Instant> ordered = new LinkedHashMap<>();
        reached.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_STATUSES)
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        reached = Collections.unmodifiableMap(ordered);
    }

    /** The operation of which only {@code event} is known. */
    public static Operation of(OperationStatus event) {
        return new Operation(event, Map.of(event.operation().status().value(), event.eventTime()));
    }

    /** This operation with one more event of it, which may be older than what is known. */
    public Operation with(OperationStatus event) {
        Map<String, Instant> merged = new LinkedHashMap<>(reached);
        merged.merge(event.operation().status().value(), event.eventTime(), (a, b) -> a.isBefore(b) ? a : b);
        return new Operation(PROGRESS.compare(event, latest) > 0 ? event : latest, merged);
    }

    /** Id that the connector chose. */
    public UUID id() {
        return latest.operation().id();
    }

    /** When the first known event of it happened. */
    public Instant began() {
        return reached.values().iterator().next();
    }

    /** How it stands. */
    public OperationState state() {
        Status status = latest.operation().status();
        if (!isEnded()) {
            return status.equals(Status.STUCK) ? OperationState.STUCK : OperationState.IN_FLIGHT;
        }
        boolean failed =
                status.equals(Status.FAIL) || status.equals(Status.REJECTED) || Outcome.NONE.equals(latest.outcome());
        return failed ? OperationState.FAILED : OperationState.FINISHED;
    }

    /** Whether nothing follows. */
    public boolean isEnded() {
        return latest.operation().terminal();
    }

    /** Whether a request was sent for it. */
    boolean wasSent() {
        return reached.keySet().stream().anyMatch(status -> !status.equals(Status.PLANNED.value()));
    }

    /** Whether {@code event} was known before. */
    boolean knows(OperationStatus event) {
        Instant known = reached.get(event.operation().status().value());
        return latest.eventId().equals(event.eventId()) || event.eventTime().equals(known);
    }

    /** Whether an event came that is further than those of {@code before}, which is null if there were none. */
    boolean hasMovedOnFrom(@Nullable Operation before) {
        return before == null || !latest.equals(before.latest);
    }

    /** How long it took from planned to ended; empty while it has not ended. */
    public Optional<Duration> took() {
        if (!isEnded()) {
            return Optional.empty();
        }
        OperationStatus.Timings timings = latest.timings();
        if (timings != null && timings.endToEnd() != null) {
            return Optional.of(timings.endToEnd());
        }
        return Optional.of(Duration.between(began(), latest.eventTime()));
    }

    /** How many tasks were created; empty while that is not known. */
    public Optional<Integer> created() {
        Integer counted = latest.counts().success();
        if (counted == null && Outcome.NONE.equals(latest.outcome())) {
            return Optional.of(0);
        }
        return Optional.ofNullable(counted);
    }

    /** How many records the platform refused one by one; empty while that is not known. */
    public Optional<Integer> rejected() {
        return Optional.ofNullable(latest.counts().failed());
    }

    /** Its source records as {@code topic-partition@first-last}, both offsets inclusive. */
    public List<String> offsets() {
        return latest.source().stream()
                .map(range ->
                        range.topic() + "-" + range.partition() + "@" + range.firstOffset() + "-" + range.lastOffset())
                .toList();
    }

    private static int step(OperationStatus event) {
        if (event.operation().terminal()) {
            return 3;
        }
        Status status = event.operation().status();
        if (status.equals(Status.PLANNED)) {
            return 0;
        }
        // A refusal that is not the end, of quota for one, is followed by the same request again.
        return status.equals(Status.SUBMITTED) || status.equals(Status.REJECTED) ? 1 : 2;
    }
}
