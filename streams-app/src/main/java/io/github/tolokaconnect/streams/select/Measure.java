package io.github.tolokaconnect.streams.select;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.intake.CanonicalJson;
import io.github.tolokaconnect.streams.select.Prediction.Candidate;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How uncertain a prediction is: 0 is not at all, 1 is as much as can be, except that of {@link #MARGIN} small is uncertain. Values are
 * rounded to {@value #DIGITS} digits behind the point, so that 0.3 less 0.1 is 0.2 and not a little less. A measure is empty for a
 * prediction that it says nothing about.
 */
enum Measure {
    /** 1 less the confidence of the most confident candidate. */
    LEAST_CONFIDENCE("at least 1 of predictions") {
        @Override
        OptionalDouble value(Prediction prediction, String salt) {
            return prediction.candidates().stream().mapToDouble(Candidate::confidence).max().stream()
                    .map(most -> 1 - most)
                    .findAny();
        }
    },
    /** The confidence of the most confident candidate less that of the next. */
    MARGIN("at least 2 of predictions") {
        @Override
        OptionalDouble value(Prediction prediction, String salt) {
            List<Candidate> candidates = prediction.candidates();
            if (candidates.size() < 2) {
                return OptionalDouble.empty();
            }
            double first = -1;
            double second = -1;
            for (Candidate candidate : candidates) {
                second = Math.max(second, Math.min(first, candidate.confidence()));
                first = Math.max(first, candidate.confidence());
            }
            return OptionalDouble.of(first - second);
        }
    },
    /** The entropy of the confidences, each divided by their sum, in relation to that of equal ones. */
    ENTROPY("at least 2 of predictions") {
        @Override
        OptionalDouble value(Prediction prediction, String salt) {
            List<Candidate> candidates = prediction.candidates();
            if (candidates.size() < 2) {
                return OptionalDouble.empty();
            }
            double sum = candidates.stream().mapToDouble(Candidate::confidence).sum();
            if (sum == 0) {
                return OptionalDouble.of(1);
            }
            double entropy = 0;
            for (Candidate candidate : candidates) {
                double share = candidate.confidence() / sum;
                entropy -= share == 0 ? 0 : share * Math.log(share);
            }
            return OptionalDouble.of(entropy / Math.log(candidates.size()));
        }
    },
    /** 1 less the share of the commonest vote. */
    COMMITTEE("at least 2 of votes") {
        @Override
        OptionalDouble value(Prediction prediction, String salt) {
            List<JsonNode> votes = prediction.votes();
            if (votes.size() < 2) {
                return OptionalDouble.empty();
            }
            Map<ByteBuffer, Integer> counts = new HashMap<>();
            int most = 0;
            for (JsonNode vote : votes) {
                most = Math.max(most, counts.merge(ByteBuffer.wrap(CanonicalJson.bytes(vote)), 1, Integer::sum));
            }
            return OptionalDouble.of(1 - (double) most / votes.size());
        }
    },
    /** A number that depends on nothing but route and item, and is spread evenly over items: below a rate for that share of them. */
    RANDOM("nothing") {
        @Override
        OptionalDouble value(Prediction prediction, String salt) {
            byte[] digest = Digests.sha256((salt + "\n" + prediction.itemId()).getBytes(UTF_8));
            return OptionalDouble.of((ByteBuffer.wrap(digest).getLong() >>> UNUSED_BITS) * UNIT);
        }
    };

    static final int DIGITS = 9;

    private static final double PRECISION = 1e9;
    private static final int UNUSED_BITS = Long.SIZE - 53;
    private static final double UNIT = 0x1p-53;

    private final String needs;

    Measure(String needs) {
        this.needs = needs;
    }

    abstract OptionalDouble value(Prediction prediction, String salt);

    /** Its value for {@code prediction}, from 0 to 1; {@code salt} is the name of the route. */
    OptionalDouble of(Prediction prediction, String salt) {
        OptionalDouble value = value(prediction, salt);
        return this == RANDOM || value.isEmpty() ? value : OptionalDouble.of(rounded(value.getAsDouble()));
    }

    /** What a prediction must have to be measured. */
    String needs() {
        return needs;
    }

    /** Its name in documents and events. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Measure parse(String id) {
        for (Measure measure : values()) {
            if (measure.id().equals(id)) {
                return measure;
            }
        }
        throw new InvalidFieldException(
                "measure",
                "must be one of " + Arrays.stream(values()).map(Measure::id).collect(Collectors.joining(", "))
                        + ", and is '" + id + "'");
    }

    private static double rounded(double value) {
        return Math.min(1, Math.max(0, Math.rint(value * PRECISION) / PRECISION));
    }
}
