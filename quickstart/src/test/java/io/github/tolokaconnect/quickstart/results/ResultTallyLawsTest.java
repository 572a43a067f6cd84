package io.github.tolokaconnect.quickstart.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ResultTallyLawsTest {

    private static final Map<Integer, Long> FIRST_OFFSETS = Map.of(0, 5L, 1, 5L);

    /** Something that a result topic says about a record; a missing task id means that it was rejected. */
    record Fact(Coordinates record, List<String> taskId) {
        void tell(ResultTally tally) {
            if (taskId.isEmpty()) {
                tally.rejected(record);
            } else {
                tally.created(record, taskId.get(0));
            }
        }
    }

    @Property(tries = 300)
    void everySentRecordIsCountedExactlyOnce(
            @ForAll("records") Set<Coordinates> sent, @ForAll("facts") List<Fact> facts) {
        var tally = tallyOf(sent, facts);

        assertThat(tally.createdCount() + tally.rejectedCount() + tally.unaccountedCount())
                .isEqualTo(sent.size());
        assertThat(tally.unaccounted()).hasSize((int) tally.unaccountedCount());
    }

    @Property(tries = 300)
    void theOrderOfTheFactsChangesNothing(
            @ForAll("records") Set<Coordinates> sent, @ForAll("facts") List<Fact> facts, @ForAll Random random) {
        var otherOrder = new ArrayList<>(facts);
        Collections.shuffle(otherOrder, random);

        var one = tallyOf(sent, facts);
        var other = new ResultTally(FIRST_OFFSETS);
        otherOrder.forEach(fact -> fact.tell(other));
        sent.forEach(other::sent);

        assertThat(other.createdCount()).isEqualTo(one.createdCount());
        assertThat(other.rejectedCount()).isEqualTo(one.rejectedCount());
        assertThat(other.unaccounted()).isEqualTo(one.unaccounted());
        assertThat(other.createdTwice()).isEqualTo(one.createdTwice());
        assertThat(other.createdAndRejected()).isEqualTo(one.createdAndRejected());
    }

    @Property(tries = 300)
    void everyRecordWithDifferentResultsIsNamed(
            @ForAll("records") Set<Coordinates> sent, @ForAll("facts") List<Fact> facts) {
        var expected = sent.stream()
                .filter(record -> facts.stream()
                                .filter(fact -> fact.record().equals(record))
                                .distinct()
                                .count()
                        > 1)
                .toList();

        var tally = tallyOf(sent, facts);

        var named = new TreeSet<>(tally.createdTwice());
        named.addAll(tally.createdAndRejected());
        assertThat(named).containsExactlyElementsOf(expected);
    }

    @Provide
    Arbitrary<Set<Coordinates>> records() {
        return coordinates(5).set().ofMaxSize(20).map(TreeSet::new);
    }

    @Provide
    Arbitrary<List<Fact>> facts() {
        var taskIds = Arbitraries.of(List.<String>of(), List.of("task-a"), List.of("task-b"));
        return Combinators.combine(coordinates(0), taskIds).as(Fact::new).list().ofMaxSize(40);
    }

    private static Arbitrary<Coordinates> coordinates(long lowestOffset) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.longs().between(lowestOffset, 15))
                .as(Coordinates::new);
    }

    private static ResultTally tallyOf(Set<Coordinates> sent, List<Fact> facts) {
        var tally = new ResultTally(FIRST_OFFSETS);
        sent.forEach(tally::sent);
        facts.forEach(fact -> fact.tell(tally));
        return tally;
    }
}
