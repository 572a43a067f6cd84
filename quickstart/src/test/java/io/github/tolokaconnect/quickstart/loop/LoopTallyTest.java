package io.github.tolokaconnect.quickstart.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.results.Conclusion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopTallyTest {

    private final LoopTally tally = new LoopTally(11, 3);

    @Test
    void isSettledOnceEveryPredictionHasComeToItsEnd() {
        tally.decided(item(11), false);
        tally.decided(item(12), true);
        tally.refused(item(12));
        tally.decided(item(13), true);
        tally.created(item(13), "t", 2);
        tally.answered("t", "a");
        tally.labelled("t", 1, true);
        tally.answered("t", "b");
        assertThat(tally.isSettled()).isFalse();

        tally.labelled("t", 2, true);

        assertThat(tally.isSettled()).isTrue();
        assertThat(line())
                .isEqualTo("loop predictions=3 selected=2 created=1 refused=1 answered=2 labels=1 agree=1 duplicates=0"
                        + " unaccounted=0 seconds=1.5");
        assertThat(conclusion(0).isComplete()).isTrue();
        assertThat(conclusion(0).remarks()).isEmpty();
    }

    @Test
    void saysWhatEachPredictionLacks() {
        tally.decided(item(12), true);
        tally.decided(item(13), true);
        tally.created(item(13), "t", 2);

        assertThat(conclusion(0).isComplete()).isFalse();
        assertThat(line()).contains("unaccounted=3");
        assertThat(conclusion(0).remarks())
                .containsExactly(
                        "1 items have no decision (pet-0000011)",
                        "1 items were selected and have neither a task nor a refusal (pet-0000012)",
                        "1 items have a task that lacks answers or its label (pet-0000013)");
    }

    @Test
    void countsTasksDecisionsAndAnswersThatAreTooMany() {
        tally.decided(item(11), true);
        tally.decided(item(11), true);
        tally.created(item(11), "t", 1);
        tally.created(item(11), "u", 1);
        tally.answered("t", "a");
        tally.answered("t", "b");

        assertThat(line()).contains("duplicates=3");
        assertThat(conclusion(0).remarks())
                .contains(
                        "1 items were decided on more than once (pet-0000011)",
                        "1 items became more than one task (pet-0000011)",
                        "1 answers are more than were asked for");
    }

    @Test
    void countsTasksThatThePlatformHasTwice() {
        settleAll();

        assertThat(conclusion(0).isComplete()).isTrue();
        assertThat(conclusion(2).isComplete()).isFalse();
        assertThat(conclusion(2).line()).contains("duplicates=2");
    }

    @Test
    void takesTheSameTaskAndTheSameAnswerOnce() {
        settleAll();

        tally.created(item(11), "t", 1);
        tally.answered("t", "a");
        tally.labelled("t", 1, false);

        assertThat(line()).contains("created=1", "answered=1", "labels=1", "agree=0", "duplicates=0");
    }

    @Test
    void setsAsideWhatIsNotOfThisRun() {
        settleAll();
        var before = line();

        tally.decided(item(10), true);
        tally.decided(item(14), true);
        tally.decided("sign-1", true);
        tally.created("null", "x", 3);
        tally.answered("x", "a");
        tally.labelled("x", 1, true);
        tally.refused(item(14));

        assertThat(line()).isEqualTo(before);
    }

    @Test
    void countsATaskOnceEvenIfItsItemWasRefusedBefore() {
        settleAll();

        tally.refused(item(11));

        assertThat(line()).contains("created=1", "refused=0", "unaccounted=0");
    }

    private void settleAll() {
        tally.labelled("t", 1, false);
        tally.answered("t", "a");
        tally.created(item(11), "t", 1);
        tally.decided(item(11), true);
        tally.decided(item(12), false);
        tally.decided(item(13), false);
        assertThat(tally.isSettled()).isTrue();
    }

    private String line() {
        return conclusion(0).line();
    }

    private Conclusion conclusion(long equalTasks) {
        return new LoopAccount(tally, equalTasks).conclusion(Duration.ofMillis(1500));
    }

    private static String item(long number) {
        return GeneratedPredictions.item(number);
    }
}
