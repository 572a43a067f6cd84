package io.github.tolokaconnect.streams.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatTest {

    @Property
    void addsUpToTheSameInAnyOrderAndGrouping(
            @ForAll @Size(min = 1, max = 20) List<@From("stats") Stat> stats, @ForAll Random random) {
        List<Stat> shuffled = new ArrayList<>(stats);
        Collections.shuffle(shuffled, random);
        int half = random.nextInt(shuffled.size());

        Stat one = sum(stats);
        Stat other = sum(shuffled.subList(half, shuffled.size())).plus(sum(shuffled.subList(0, half)));

        assertThat(other.count()).isEqualTo(one.count());
        assertThat(other.seconds()).isCloseTo(one.seconds(), within(1e-6));
        assertThat(other.buckets()).isEqualTo(one.buckets());
        assertThat(other.last()).isEqualTo(one.last());
        assertThat(new HashSet<>(one.samples())).hasSize(one.samples().size()).hasSizeLessThanOrEqualTo(3);
    }

    @Property
    void survivesItsStoreAndItsTopic(@ForAll("stats") Stat stat) {
        StatSerde serde = new StatSerde();

        byte[] stored = serde.serializer().serialize("", stat);

        assertThat(serde.deserializer().deserialize("", stored)).isEqualTo(stat);
        assertThat(StatCodec.decode(StatCodec.encode(stat))).isEqualTo(stat);
    }

    @Property
    void saysADurationThatTheShareDoesNotExceed(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 3_000_000) Integer> millis) {
        Stat stat = sum(
                millis.stream().map(ms -> Stat.duration(Duration.ofMillis(ms))).toList());
        List<Integer> sorted = millis.stream().sorted().toList();

        double median = stat.quantileSeconds(0.5);

        assertThat(sorted.get((sorted.size() - 1) / 2) / 1_000.0).isLessThanOrEqualTo(median);
    }

    @Property
    void findsItsKeyAgain(
            @ForAll Metric metric,
            @ForAll Window window,
            @ForAll("labelValues") String value,
            @ForAll("times") Instant at) {
        Labels labels = new Labels(Collections.nCopies(metric.labels().size(), value));
        StatKey key = new StatKey(metric, window, window.start(at), labels, "monitor-5");
        int prefix = StatKey.prefix(metric, window).length();

        String text = key.text();

        assertThat(StatKey.parse(text)).isEqualTo(key);
        assertThat(StatKey.start(text, prefix)).isEqualTo(key.start());
        assertThat(Labels.parse(StatKey.labels(text, prefix))).isEqualTo(labels);
    }

    @Property
    void keepsKeysInTheOrderOfTime(@ForAll("times") Instant some, @ForAll("times") Instant other) {
        String one = StatKey.prefix(Metric.ERRORS, Window.MINUTE, some);
        String two = StatKey.prefix(Metric.ERRORS, Window.MINUTE, other);

        assertThat(Integer.signum(one.compareTo(two))).isEqualTo(Integer.signum(some.compareTo(other)));
    }

    @Test
    void hasNoQuantileOfNothing() {
        assertThat(Stat.NONE.quantileSeconds(0.99)).isZero();
    }

    @Test
    void refusesAsManyLabelsAsTheMetricHasNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatKey(Metric.ERRORS, Window.TOTAL, Instant.EPOCH, Labels.of("one"), "a-0"))
                .withMessageContaining("code, path, pool");
    }

    @Provide
    Arbitrary<Stat> stats() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-5, 5).map(Stat::count),
                Arbitraries.longs().between(0, 9).map(id -> Stat.sample(new UUID(id, id))),
                Arbitraries.longs().between(-9, 9_000_000).map(ms -> Stat.duration(Duration.ofMillis(ms))),
                times().map(minute -> Stat.count(1).until(minute)));
    }

    @Provide
    Arbitrary<String> labelValues() {
        return Arbitraries.strings().withChars("aZ9/,+%~ .ü€\n").ofMaxLength(12);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 9_999_999_999_999L).map(Instant::ofEpochMilli);
    }

    private static Stat sum(List<Stat> stats) {
        return stats.stream().reduce(Stat.NONE, Stat::plus);
    }
}
