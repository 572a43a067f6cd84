package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which requests meet a fault: those that everything here that is not null applies to. Counted are the requests that method,
 * path, pool and time apply to and that the fault can show on.
 *
 * @param method in upper case
 * @param path a pattern for the path below {@code /api/v1}, in which {@code *} stands for anything within a segment and {@code **}
 *     for anything
 * @param pool a pool that the request concerns
 * @param nth the first request counted that meets the fault; alone, the only one
 * @param every of the requests counted from {@code nth} on, or from the {@code every}-th, each so manieth one
 * @param probability of meeting it, above 0 and up to 1, when nothing else prevents it
 * @param from the first moment
 * @param to the moment at which it is over
 * @param times how many requests meet it at most
 */
record Condition(
        @Nullable String method,
        @Nullable PathGlob path,
        @Nullable PoolId pool,
        @Nullable Long nth,
        @Nullable Long every,
        @Nullable Double probability,
        @Nullable Moment from,
        @Nullable Moment to,
        @Nullable Long times) {

    boolean applies(RequestFacts facts, Instant began, Instant now) {
        return (method == null || method.equals(facts.method()))
                && (path == null || path.matches(facts.path()))
                && (pool == null || facts.pools().contains(pool))
                && (from == null || !now.isBefore(from.from(began)))
                && (to == null || now.isBefore(to.from(began)));
    }

    /** Whether it is the turn of the request that was counted as number {@code count}, from 1. */
    boolean isTurn(long count) {
        if (every != null) {
            long first = nth == null ? every : nth;
            return count >= first && (count - first) % every == 0;
        }
        return nth == null || count == nth;
    }

    ObjectNode toJson() {
        ObjectNode json = Wire.JSON.createObjectNode();
        if (method != null) {
            json.put("method", method);
        }
        if (path != null) {
            json.put("path", path.text());
        }
        if (pool != null) {
            json.put("pool", pool.value());
        }
        if (nth != null) {
            json.put("nth", nth);
        }
        if (every != null) {
            json.put("every", every);
        }
        if (probability != null) {
            json.put("probability", probability);
        }
        if (from != null || to != null) {
            ArrayNode between = json.putArray("between");
            between.add(from == null ? null : from.toString());
            between.add(to == null ? null : to.toString());
        }
        if (times != null) {
            json.put("times", times);
        }
        return json;
    }
}
