package io.github.tolokaconnect.quickstart.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LoopTallyLawsTest {

    private static final int PREDICTIONS = 20;
    private static final int SELECTED = 7;
    private static final int OVERLAP = 3;

    /** A fact that is told. */
    private interface Fact {
        void tell(LoopTally tally);
    }

    @Property(tries = 200)
    void factsMayComeInAnyOrder(@ForAll("shuffled") List<Fact> shuffled) {
        assertThat(line(shuffled)).isEqualTo(line(facts(SELECTED))).contains("unaccounted=0", "duplicates=0");
    }

    @Provide
    Arbitrary<List<Fact>> shuffled() {
        return Arbitraries.shuffle(facts(SELECTED));
    }

    @Property(tries = 200)
    void everyMissingFactIsNoticed(
            @ForAll @IntRange(min = 1, max = PREDICTIONS) int selected, @ForAll @IntRange(max = 10_000) int which) {
        var facts = facts(selected);
        facts.remove(which % facts.size());

        assertThat(line(facts)).contains("unaccounted=1");
    }

    private static List<Fact> facts(int selected) {
        var facts = new ArrayList<Fact>();
        for (var number = 1; number <= PREDICTIONS; number++) {
            var item = GeneratedPredictions.item(number);
            var isSelected = number <= selected;
            facts.add(tally -> tally.decided(item, isSelected));
            if (isSelected) {
                facts.add(tally -> tally.created(item, "task of " + item, OVERLAP));
                facts.add(tally -> tally.labelled("task of " + item, OVERLAP, true));
                for (var answer = 0; answer < OVERLAP; answer++) {
                    var id = item + "/" + answer;
                    facts.add(tally -> tally.answered("task of " + item, id));
                }
            }
        }
        return facts;
    }

    private static String line(List<Fact> facts) {
        var tally = new LoopTally(1, PREDICTIONS);
        facts.forEach(fact -> fact.tell(tally));
        return new LoopAccount(tally, 0).conclusion(Duration.ZERO).line();
    }
}
