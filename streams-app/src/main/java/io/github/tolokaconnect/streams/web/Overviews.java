package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The overview, made at most once a second and shared by all who ask. A part that cannot be read keeps its last value, and the overview says since
 * when. Safe from any thread.
 */
final class Overviews {

    private static final String PATH = "/api/v1/overview?scope=local";
    private static final Set<String> FAILED = Set.of(Status.FAIL.value(), Status.REJECTED.value());
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Answers answers;
    private final Stats stats;
    private final Others others;
    private final Latest<FlowView> flow = new Latest<>("numbers");
    private final Latest<Map<String, Long>> ended = new Latest<>("operations");
    private final Latest<Others.Gathered> open = new Latest<>("operations");
    private final Latest<AlertsView.Firing> alerts = new Latest<>("alerts");
    private @Nullable OverviewView made;
    private Instant until = Instant.EPOCH;

    Overviews(Answers answers, Stats stats, Others others) {
        this.answers = answers;
        this.stats = stats;
        this.others = others;
    }

    /**
     * The overview as it was within the last second.
     *
     * @throws StateUnavailableException while a part of it was never read
     */
    synchronized OverviewView current() {
        Instant now = answers.clock().instant();
        OverviewView known = made;
        if (known == null || !now.isBefore(until)) {
            known = make(now);
            made = known;
            until = now.plus(FRESH);
        }
        return known;
    }

    /** What only this instance knows. */
    OverviewView.Local local() {
        OpenOperations operations =
                OpenOperations.of(answers.operations(), answers.clock().instant());
        boolean speaks = answers.monitor().isSpokesman();
        return new OverviewView.Local(
                operations.inFlight(),
                operations.stuck(),
                operations.oldest(),
                speaks ? AlertsView.Firing.of(answers.monitor().alerts()) : null);
    }

    private OverviewView make(Instant now) {
        FlowView counted = flow.read(now, () -> FlowView.of(stats));
        Map<String, Long> byState = ended.read(now, this::endedByState);
        Others.Gathered gathered = open.read(now, () -> others.gather(PATH, this::local));
        AlertsView.Firing firing = alerts.readOr(now, AlertsView.Firing.NONE, () -> firing(gathered));
        List<OverviewView.Stale> stale = new ArrayList<>();
        List.of(flow, ended, open, alerts).forEach(part -> part.stale().ifPresent(stale::add));
        return new OverviewView(
                Json.time(now),
                counted,
                operations(gathered, byState),
                oldest(gathered, now),
                firing,
                stale.stream().distinct().toList(),
                gathered.missing());
    }

    private static AlertsView.Firing firing(Others.Gathered gathered) {
        for (JsonNode part : gathered.parts()) {
            JsonNode firing = part.path("alerts");
            if (firing.isObject()) {
                return new AlertsView.Firing(
                        firing.path("count").asInt(), firing.path("worst").asText(null));
            }
        }
        throw new StateUnavailableException("No instance that answers has the alerts.");
    }

    private Map<String, Long> endedByState() {
        Map<String, Long> ended = new TreeMap<>();
        new Numbers(Metric.OPERATIONS, stats.totals(Metric.OPERATIONS))
                .by("status", "outcome")
                .forEach((parts, stat) -> {
                    String status = parts.get(0);
                    boolean failed = FAILED.contains(status) || parts.get(1).equals(Outcome.NONE.value());
                    ended.merge(failed ? "/failed" : "/finished", stat.count(), Long::sum);
                    ended.merge(status, stat.count(), Long::sum);
                });
        return ended;
    }

    private static OverviewView.Operations operations(Others.Gathered gathered, Map<String, Long> ended) {
        long inFlight = gathered.sum("in_flight");
        long stuck = gathered.sum("stuck");
        long failed = ended.getOrDefault("/failed", 0L);
        long finished = ended.getOrDefault("/finished", 0L);
        Map<String, Long> byStatus = new TreeMap<>(ended);
        byStatus.keySet().removeIf(status -> status.startsWith("/"));
        return new OverviewView.Operations(
                inFlight + stuck + failed + finished, inFlight, stuck, failed, finished, byStatus);
    }

    private static OverviewView.@Nullable Oldest oldest(Others.Gathered gathered, Instant now) {
        OverviewView.Oldest oldest = null;
        for (JsonNode part : gathered.parts()) {
            JsonNode found = part.path("oldest_in_flight");
            String began = found.path("began").asText();
            if (found.isObject() && (oldest == null || began.compareTo(oldest.began()) < 0)) {
                oldest = new OverviewView.Oldest(
                        found.path("operation_id").asText(),
                        found.path("pool").asText(),
                        began,
                        OperationView.millisFrom(Instant.parse(began), now));
            }
        }
        return oldest;
    }

    /** A part of the overview, with its last value. */
    private static final class Latest<T> {

        private final String source;
        private @Nullable T value;
        private Instant at = Instant.EPOCH;
        private @Nullable String problem;

        Latest(String source) {
            this.source = source;
        }

        T read(Instant now, Supplier<T> reading) {
            try {
                T read = reading.get();
                value = read;
                at = now;
                problem = null;
                return read;
            } catch (StateUnavailableException e) {
                T last = value;
                if (last == null) {
                    throw e;
                }
                problem = String.valueOf(e.getMessage());
                return last;
            }
        }

        /** The same, with {@code otherwise} as long as nothing was read. */
        T readOr(Instant now, T otherwise, Supplier<T> reading) {
            if (value == null) {
                value = otherwise;
                at = now;
            }
            return read(now, reading);
        }

        Optional<OverviewView.Stale> stale() {
            return problem == null
                    ? Optional.empty()
                    : Optional.of(new OverviewView.Stale(source, Json.time(at), problem));
        }
    }
}
