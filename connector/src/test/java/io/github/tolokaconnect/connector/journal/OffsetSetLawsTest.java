package io.github.tolokaconnect.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set of runs is the same set as one of single offsets. */
class OffsetSetLawsTest {
    private static final int LAST = 40;

    private static OffsetSet set(List<Integer> offsets) {
        return OffsetSet.of(offsets.stream().mapToLong(Integer::longValue).toArray());
    }

    private static NavigableSet<Long> plain(List<Integer> offsets) {
        return offsets.stream().map(Integer::longValue).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertSame(OffsetSet set, NavigableSet<Long> plain) {
        assertThat(set.stream()).containsExactlyElementsOf(plain);
        assertThat(set.size()).isEqualTo(plain.size());
        assertThat(set.isEmpty()).isEqualTo(plain.isEmpty());
        assertThat(set)
                .isEqualTo(
                        OffsetSet.of(plain.stream().mapToLong(offset -> offset).toArray()));
        if (!plain.isEmpty()) {
            assertThat(set.first()).isEqualTo(plain.first());
            assertThat(set.last()).isEqualTo(plain.last());
        }
    }

    @Property
    void holdsWhatItWasMadeOf(@ForAll @Size(max = 30) List<@IntRange(max = LAST) Integer> offsets) {
        assertSame(set(offsets), plain(offsets));
    }

    @Property
    void knowsItsMembers(
            @ForAll @Size(max = 30) List<@IntRange(max = LAST) Integer> offsets,
            @ForAll @IntRange(max = LAST + 2) int offset) {
        assertThat(set(offsets).contains(offset)).isEqualTo(plain(offsets).contains((long) offset));
    }

    @Property
    void findsTheFirstThatIsMissing(
            @ForAll @Size(max = 30) List<@IntRange(max = LAST) Integer> offsets,
            @ForAll @IntRange(max = LAST + 2) int from) {
        var plain = plain(offsets);

        assertThat(set(offsets).firstMissing(from))
                .isEqualTo(LongStream.iterate(from, offset -> offset + 1)
                        .filter(offset -> !plain.contains(offset))
                        .findFirst()
                        .getAsLong());
    }

    @Property
    void isCutBelow(
            @ForAll @Size(max = 30) List<@IntRange(max = LAST) Integer> offsets,
            @ForAll @IntRange(max = LAST + 2) int lowest) {
        var set = set(offsets);

        assertSame(set.from(lowest), new TreeSet<>(plain(offsets).tailSet((long) lowest)));

        assertThat(set).isEqualTo(set(offsets));
    }

    @Property
    void unites(@ForAll @Size(max = 4) List<@Size(max = 12) List<@IntRange(max = LAST) Integer>> sets) {
        var all = new TreeSet<Long>();
        sets.forEach(set -> all.addAll(plain(set)));

        assertSame(OffsetSet.union(sets.stream().map(OffsetSetLawsTest::set).toList()), all);
    }

    @Property
    void isReadAsItWasWritten(@ForAll @Size(max = 30) List<@IntRange(max = LAST) Integer> offsets) {
        var set = set(offsets);

        var read = OffsetSet.parse(set.toString());

        assertThat(read).isEqualTo(set).hasSameHashCodeAs(set);
    }

    @Property
    void aRangeHoldsAllBetweenItsEnds(@ForAll @IntRange(max = LAST) int first, @ForAll @IntRange(max = LAST) int last) {
        assertSame(
                OffsetSet.range(first, last),
                LongStream.rangeClosed(first, last).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    @Example
    void writesNeighboursAsOneRun() {
        assertThat(OffsetSet.of(9, 3, 5, 4, 11, 5)).hasToString("3-5,9,11");
        assertThat(OffsetSet.parse("3-4,5")).isEqualTo(OffsetSet.range(3, 5));
    }

    @Example
    void hasNoEndsIfItIsEmpty() {
        assertThatIllegalStateException().isThrownBy(OffsetSet.EMPTY::first);
        assertThatIllegalStateException().isThrownBy(OffsetSet.EMPTY::last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5-3", "7,3", "3-5,5", "a", "3-", "3,,4", "-1", "3 "})
    void refusesWhatIsNoSet(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> OffsetSet.parse(text));
    }
}
