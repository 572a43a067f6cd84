package io.github.tolokaconnect.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void isALineOfCounts() {
        var verdict = new Verdict(100, 98, 2, 3, 4, 5, List.of());

        assertThat(verdict.line(new Disturbances(6, 7, 8)))
                .isEqualTo("chaos records=100 created=98 rejected=2 duplicates=3 lost=4 events_twice=5 kills=6 pauses=7"
                        + " resets=8");
    }

    @Test
    void isNoProofUnlessEveryCountIsRight() {
        var clean = new Verdict(10, 8, 2, 0, 0, 0, List.of());
        var offence = new Offence(Offence.Kind.VALID_REFUSED, "r-00000001", "");

        assertThat(clean.isExactlyOnce()).isTrue();
        assertThat(List.of(
                        new Verdict(10, 8, 1, 0, 0, 0, List.of()),
                        new Verdict(10, 8, 2, 1, 0, 0, List.of()),
                        new Verdict(10, 8, 2, 0, 1, 0, List.of()),
                        new Verdict(10, 8, 2, 0, 0, 1, List.of()),
                        new Verdict(10, 8, 2, 0, 0, 0, List.of(offence))))
                .noneMatch(Verdict::isExactlyOnce);
    }

    @Test
    void givesExamplesOfEveryKindBeforeASecondOfAny() {
        var offences = Stream.concat(offences(Offence.Kind.SECOND_RESULT, 20), offences(Offence.Kind.DUPLICATE_TASK, 1))
                .toList();
        var verdict = new Verdict(20, 20, 0, 1, 0, 20, offences);

        assertThat(verdict.examples(4))
                .extracting(Offence::toString)
                .containsExactly(
                        "r-00000001 has more than one task",
                        "r-00000001 has more than one result event",
                        "r-00000002 has more than one result event",
                        "r-00000003 has more than one result event");
    }

    @Test
    void givesNoMoreExamplesThanThereAre() {
        var offences = offences(Offence.Kind.NO_RESULT, 3).toList();

        assertThat(new Verdict(3, 0, 0, 0, 3, 0, offences).examples(10)).isEqualTo(offences);
    }

    private static Stream<Offence> offences(Offence.Kind kind, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Offence(kind, new RecordId(number).toString(), ""));
    }
}
