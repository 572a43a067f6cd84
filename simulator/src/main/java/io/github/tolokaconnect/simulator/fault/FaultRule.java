package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which requests meet which fault. A value; every condition is optional, and a request meets the fault when all of them apply.
 *
 * <pre>{@code
 * FaultRule lost = FaultRule.builder(new NetworkFault.AnswerLost()).method("POST").path("/tasks").every(10).times(3).build();
 * }</pre>
 */
public final class FaultRule {
    private final String name;
    private final Condition condition;
    private final Fault fault;

    private FaultRule(String name, Condition condition, Fault fault) {
        this.name = name;
        this.condition = condition;
        this.fault = fault;
    }

    /** A rule by which every request meets {@code fault} on which it can show. */
    public static FaultRule of(Fault fault) {
        return builder(fault).build();
    }

    /** Begins a rule without any condition. */
    public static Builder builder(Fault fault) {
        return new Builder(Objects.requireNonNull(fault));
    }

    /**
     * The rules that {@code text} holds as JSON: a rule, a scenario as {@code {"scenario":"outage"}}, or an array of these.
     *
     * @throws FaultRuleException if it holds something else; says by JSON path what is wrong and what is allowed
     */
    public static List<FaultRule> fromJson(String text) {
        return RuleReader.read(text);
    }

    Condition condition() {
        return condition;
    }

    Fault fault() {
        return fault;
    }

    /** The rule as {@code POST /_faults} takes it, defaults filled in. */
    public ObjectNode toJson() {
        ObjectNode json = Wire.JSON.createObjectNode().put("name", name);
        json.set("when", condition.toJson());
        json.set("do", fault.toJson());
        return json;
    }

    @Override
    public String toString() {
        return toJson().toString();
    }

    /** A rule on its way. Each method refuses, by an {@link IllegalArgumentException}, what a rule cannot say. */
    public static final class Builder {
        private final Fault fault;
        private @Nullable String name;
        private @Nullable String method;
        private @Nullable PathGlob path;
        private @Nullable PoolId pool;
        private @Nullable Long nth;
        private @Nullable Long every;
        private @Nullable Double probability;
        private @Nullable Moment from;
        private @Nullable Moment to;
        private @Nullable Long times;

        private Builder(Fault fault) {
            this.fault = fault;
        }

        /** What the list of rules calls it; the kind of its fault unless stated. */
        public Builder name(String newName) {
            name = Objects.requireNonNull(newName);
            return this;
        }

        /** Requests of this method. */
        public Builder method(String newMethod) {
            method = newMethod.toUpperCase(Locale.ROOT);
            return this;
        }

        /** Requests with such a path below {@code /api/v1}: a star for anything within a segment, two for anything. */
        public Builder path(String newPath) {
            path = PathGlob.of(newPath);
            return this;
        }

        /** Requests that concern this pool: by path, by query, by a task that they bring, or by the operation they ask about. */
        public Builder pool(String newPool) {
            pool = new PoolId(newPool);
            return this;
        }

        /** The request that is counted as this number, from 1; with {@link #every}, the first one. */
        public Builder nth(long newNth) {
            nth = atLeastOne(newNth);
            return this;
        }

        /** Each so manieth of the requests that are counted. */
        public Builder every(long newEvery) {
            every = atLeastOne(newEvery);
            return this;
        }

        /** Requests that chance picks, with this probability, above 0 and up to 1. */
        public Builder probability(double newProbability) {
            Ranges.checkShare(newProbability);
            probability = newProbability;
            return this;
        }

        /** Requests from the first moment, inclusive, to the second, exclusive, in simulated time; null for an open end. */
        public Builder between(@Nullable Moment newFrom, @Nullable Moment newTo) {
            from = newFrom;
            to = newTo;
            return this;
        }

        /** So many requests at most. */
        public Builder times(long newTimes) {
            times = atLeastOne(newTimes);
            return this;
        }

        /** The rule. */
        public FaultRule build() {
            return new FaultRule(
                    name == null ? fault.kind() : name,
                    new Condition(method, path, pool, nth, every, probability, from, to, times),
                    fault);
        }

        private static long atLeastOne(long number) {
            if (number < 1) {
                throw new IllegalArgumentException("must be an integer of at least 1");
            }
            return number;
        }
    }
}
