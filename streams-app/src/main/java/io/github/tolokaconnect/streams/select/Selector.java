package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.Decision.SourceRecord;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.intake.CanonicalJson;
import io.github.tolokaconnect.streams.select.Prediction.Candidate;
import io.github.tolokaconnect.streams.select.RouteBook.Usable;
import io.github.tolokaconnect.streams.select.Rule.Certain;
import io.github.tolokaconnect.streams.select.Rule.Finding;
import io.github.tolokaconnect.streams.select.Rule.Uncertain;
import io.github.tolokaconnect.streams.select.Rule.Unmeasurable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides on one prediction, which was read at {@code record}, with a timestamp of {@code written}.
 *
 * <p>What is not selected costs no more than the measures of its route: the task is made last.
 */
record Selector(Prediction prediction, SourceRecord record, Instant written) {

    /** Most bytes of a task together with what the model said: both travel in one record, of which a broker takes a million by default. */
    static final int MOST_BYTES = 900_000;

    /** How much clocks may differ. Kafka's brokers allow the same by default. */
    static final Duration MOST_AHEAD = Duration.ofHours(1);

    /** What {@code book} makes of it at {@code now}. */
    Outcome decide(RouteBook book, Instant now) {
        if (written.isAfter(now.plus(MOST_AHEAD))) {
            // It would have all others forgotten, which would seem to be late.
            return settled(
                    null, Reason.FUTURE, Map.of(), "the record's timestamp is more than " + MOST_AHEAD + " ahead");
        }
        Optional<Usable> first = book.first(prediction.tree());
        if (first.isEmpty()) {
            return settled(null, Reason.NO_ROUTE, Map.of(), null);
        }
        Route route = first.get().route();
        Finding finding = route.rule().examine(prediction, route.name());
        if (finding instanceof Certain) {
            return settled(route, Reason.CONFIDENT, finding.measures(), null);
        }
        if (finding instanceof Unmeasurable unmeasurable) {
            String problem = "measure " + unmeasurable.measure().id() + " of the route needs "
                    + unmeasurable.measure().needs();
            return settled(route, Reason.NO_MEASURE, finding.measures(), problem);
        }
        if (finding instanceof Uncertain uncertain) {
            return chosen(route, first.get().poolId(), uncertain);
        }
        throw new AssertionError(finding);
    }

    private Outcome chosen(Route route, @Nullable String poolId, Uncertain uncertain) {
        if (poolId == null) {
            String problem = "the alias " + route.pool().text() + " stands for no pool; write the control document "
                    + route.pool().aliasKey();
            return settled(route, Reason.NO_POOL, uncertain.measures(), problem);
        }
        try {
            DedupKey key = route.dedup().key(route.pool(), prediction.tree());
            RawJson task = RawJson.of(CanonicalJson.bytes(task(route, poolId)));
            @Nullable RawJson said = said();
            int size = task.length() + (said == null ? 0 : said.length());
            if (size > MOST_BYTES) {
                String problem = "the task and what the model said are " + size + " bytes, and may be " + MOST_BYTES;
                return settled(route, Reason.TOO_LARGE, uncertain.measures(), problem);
            }
            Decision decision = new Decision(
                    EventIds.decision(record),
                    written,
                    prediction.itemId(),
                    route.name(),
                    Reason.RULE.verdict(),
                    Reason.RULE.name(),
                    uncertain.decidedBy(),
                    uncertain.measures(),
                    null,
                    poolId,
                    null,
                    prediction.model(),
                    said,
                    record);
            return new Outcome.Chosen(
                    key, new Selected(decision, task, route.dedup().window()));
        } catch (UnmappableException e) {
            return settled(route, Reason.MAPPING, uncertain.measures(), e.getMessage());
        }
    }

    private ObjectNode task(Route route, String poolId) throws UnmappableException {
        ObjectNode task = route.template().task(prediction.tree());
        task.put("pool_id", poolId);
        if (route.baseline() != null) {
            ArrayNode solutions = route.baseline().solutions(prediction.tree());
            if (!solutions.isEmpty()) {
                task.set(Template.BASELINE_SOLUTIONS, solutions);
            }
        }
        return task;
    }

    private @Nullable RawJson said() {
        @Nullable Candidate best = null;
        for (Candidate candidate : prediction.candidates()) {
            if (best == null || candidate.confidence() > best.confidence()) {
                best = candidate;
            }
        }
        return best == null ? null : RawJson.of(best.outputValues());
    }

    private Outcome settled(
            @Nullable Route route, Reason reason, Map<String, Double> measures, @Nullable String problem) {
        return new Outcome.Settled(new Decision(
                EventIds.decision(record),
                written,
                prediction.itemId(),
                route == null ? null : route.name(),
                reason.verdict(),
                reason.name(),
                null,
                measures,
                problem,
                null,
                null,
                prediction.model(),
                null,
                record));
    }
}
