package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.tolokaconnect.streams.select.Comparison.Bound;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions of a route need people.
 *
 * @param isAll whether all tests have to hold; else one is enough
 * @param tests at least one
 */
record Rule(boolean isAll, List<Test> tests) {

    /** Most tests of a rule. */
    static final int MOST = 20;

    /** As a document writes it. */
    @JsonCreator
    static Rule of(@JsonProperty("any") @Nullable List<Test> any, @JsonProperty("all") @Nullable List<Test> all) {
        if (any != null && all == null) {
            return new Rule(false, Documents.sized(any, "any", MOST));
        }
        if (all != null && any == null) {
            return new Rule(true, Documents.sized(all, "all", MOST));
        }
        throw new IllegalArgumentException("must have either 'any' or 'all', with a list of tests");
    }

    /**
     * A bound for a measure.
     *
     * @param measure what is measured
     * @param bound what its value must keep
     */
    record Test(Measure measure, Bound bound) {

        /** As a document writes it: a measure with one bound, or {@code random} with a rate. */
        @JsonCreator
        static Test of(
                @JsonProperty("measure") @Nullable String name,
                @JsonProperty("rate") @Nullable BigDecimal rate,
                @JsonProperty("less_than") @Nullable BigDecimal lessThan,
                @JsonProperty("at_most") @Nullable BigDecimal atMost,
                @JsonProperty("more_than") @Nullable BigDecimal moreThan,
                @JsonProperty("at_least") @Nullable BigDecimal atLeast) {
            Measure measure = Measure.parse(Documents.required(name, "measure"));
            boolean isRandom = measure == Measure.RANDOM;
            List<Bound> bounds = Bounds.of(isRandom ? rate : lessThan, atMost, moreThan, atLeast);
            if (bounds.size() != 1 || (isRandom ? rate == null || lessThan != null : rate != null)) {
                throw new IllegalArgumentException(
                        "must be a 'measure' with one of " + Bounds.NAMES + ", or the measure random with a 'rate'");
            }
            BigDecimal limit = bounds.get(0).limit();
            if (limit.signum() < 0 || limit.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("must have a limit from 0 to 1, and has " + limit.toPlainString());
            }
            return new Test(measure, bounds.get(0));
        }

        @Override
        public String toString() {
            return measure.id() + bound;
        }
    }

    /** What the rule says about a prediction. */
    sealed interface Finding {

        /** What was measured, by measure. */
        Map<String, Double> measures();
    }

    /** It needs people. */
    record Uncertain(Map<String, Double> measures, String decidedBy) implements Finding {}

    /** It does not. */
    record Certain(Map<String, Double> measures) implements Finding {}

    /** It depends on {@code measure}, which the prediction has no value of. */
    record Unmeasurable(Map<String, Double> measures, Measure measure) implements Finding {}

    /** Looks at {@code prediction}; {@code salt} is the name of the route. */
    Finding examine(Prediction prediction, String salt) {
        Map<String, Double> measures = new LinkedHashMap<>();
        @Nullable Test decided = null;
        @Nullable Measure missing = null;
        for (Test test : tests) {
            OptionalDouble value = test.measure().of(prediction, salt);
            if (value.isEmpty()) {
                missing = missing == null ? test.measure() : missing;
                continue;
            }
            measures.put(test.measure().id(), value.getAsDouble());
            // The first that holds decides where one is enough, the first that fails where all are needed.
            if (decided == null && test.bound().holds(value.getAsDouble()) != isAll) {
                decided = test;
            }
        }
        if (decided != null) {
            return isAll ? new Certain(measures) : new Uncertain(measures, decided.toString());
        }
        if (missing != null) {
            return new Unmeasurable(measures, missing);
        }
        return isAll ? new Uncertain(measures, text()) : new Certain(measures);
    }

    private String text() {
        return tests.stream().map(Test::toString).collect(Collectors.joining(" and "));
    }
}
