package io.github.tolokaconnect.streams.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MeasureTest {

    @Test
    void leastConfidenceIsWhatTheMostConfidentCandidateLeaves() {
        assertThat(Measure.LEAST_CONFIDENCE.of(Samples.confidences(0.2, 0.7, 0.1), ""))
                .hasValue(0.3);
    }

    @Test
    void marginIsTheDistanceOfTheTwoMostConfidentCandidates() {
        assertThat(Measure.MARGIN.of(Samples.confidences(0.1, 0.3, 0.05, 0.25), ""))
                .hasValue(0.05);
        assertThat(Measure.MARGIN.of(Samples.confidences(0.4, 0.4), "")).hasValue(0);
    }

    @Test
    void marginIsExactWhereBinaryFractionsAreNot() {
        assertThat(Measure.MARGIN.of(Samples.confidences(0.3, 0.1), "")).hasValue(0.2);
    }

    @Test
    void entropyIsOneForEqualConfidencesAndZeroForCertainty() {
        assertThat(Measure.ENTROPY.of(Samples.confidences(0.25, 0.25, 0.25, 0.25), ""))
                .hasValue(1);
        assertThat(Measure.ENTROPY.of(Samples.confidences(0.1, 0.1), "")).hasValue(1);
        assertThat(Measure.ENTROPY.of(Samples.confidences(0, 0), "")).hasValue(1);
        assertThat(Measure.ENTROPY.of(Samples.confidences(1, 0), "")).hasValue(0);
        assertThat(Measure.ENTROPY.of(Samples.confidences(0.9, 0.1), "").getAsDouble())
                .isCloseTo(0.469, within(0.001));
    }

    @Test
    void committeeIsTheShareOfVotesThatAreNotTheCommonest() {
        assertThat(Measure.COMMITTEE.of(Samples.votes("'cat'", "'cat'", "'dog'", "'fox'"), ""))
                .hasValue(0.5);
        assertThat(Measure.COMMITTEE.of(Samples.votes("'cat'", "'cat'"), "")).hasValue(0);
        assertThat(Measure.COMMITTEE.of(Samples.votes("1", "1.0", "2"), "").getAsDouble())
                .isCloseTo(1.0 / 3, within(1e-9));
    }

    @Test
    void saysNothingAboutWhatIsNotThere() {
        assertThat(Measure.LEAST_CONFIDENCE.of(Samples.confidences(), "")).isEmpty();
        assertThat(Measure.MARGIN.of(Samples.confidences(0.4), "")).isEmpty();
        assertThat(Measure.ENTROPY.of(Samples.confidences(0.4), "")).isEmpty();
        assertThat(Measure.COMMITTEE.of(Samples.votes("'cat'"), "")).isEmpty();
    }

    @Test
    void randomIsWhatTheDocumentationComputes() {
        // python3: int.from_bytes(hashlib.sha256(b"cats\nimg-0042").digest()[:8]) / 2**64
        assertThat(random("cats", "img-0042")).isCloseTo(0.0590997077989383, within(1e-15));
    }

    @Test
    void randomIsBelowARateForThatShareOfItems() {
        for (double rate : new double[] {0.01, 0.1, 0.5}) {
            int items = 20_000;
            long below = IntStream.range(0, items)
                    .filter(i -> random("cats", "item-" + i) < rate)
                    .count();
            double deviation = Math.sqrt(items * rate * (1 - rate));

            assertThat((double) below).isCloseTo(items * rate, within(4 * deviation));
        }
    }

    @Test
    void randomOfTwoRoutesIsIndependent() {
        long both = IntStream.range(0, 20_000)
                .filter(i -> random("cats", "item-" + i) < 0.5 && random("dogs", "item-" + i) < 0.5)
                .count();

        assertThat((double) both).isCloseTo(5_000, within(4 * Math.sqrt(20_000 * 0.25 * 0.75)));
    }

    @Property(tries = 500)
    void everyMeasureIsBounded(@ForAll Measure measure, @ForAll("confidences") List<Double> confidences) {
        Prediction prediction = Samples.confidences(
                confidences.stream().mapToDouble(Double::doubleValue).toArray());

        OptionalDouble value = measure.of(prediction, "salt");

        value.ifPresent(number -> assertThat(number).isBetween(0.0, 1.0));
    }

    @Property(tries = 200)
    void theOrderOfCandidatesDoesNotMatter(@ForAll Measure measure, @ForAll("confidences") List<Double> confidences) {
        double[] some = confidences.stream().mapToDouble(Double::doubleValue).toArray();
        double[] reversed = IntStream.range(0, some.length)
                .mapToDouble(i -> some[some.length - 1 - i])
                .toArray();

        assertThat(measure.of(Samples.confidences(reversed), "salt"))
                .isEqualTo(measure.of(Samples.confidences(some), "salt"));
    }

    @Provide
    Arbitrary<List<Double>> confidences() {
        return Arbitraries.doubles().between(0, 1).ofScale(4).list().ofMaxSize(8);
    }

    private static double random(String route, String item) {
        return Measure.RANDOM
                .of(Samples.prediction(Samples.predictionJson(item, 0.5)), route)
                .getAsDouble();
    }
}
