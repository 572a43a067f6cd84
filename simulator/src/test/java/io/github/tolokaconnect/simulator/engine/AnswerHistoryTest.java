package io.github.tolokaconnect.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.engine.AnswerHistory.Given;
import io.github.tolokaconnect.simulator.engine.AnswerHistory.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AnswerHistoryTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** Each number is a task: so many answers, with a break before it when it is even. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void remembersEveryAnswer(@ForAll @Size(max = 40) List<@IntRange(max = 5) Integer> tasks) {
        AnswerHistory history = new AnswerHistory();
        List<Given> model = new ArrayList<>();
        long count = 0;

        for (int task = 0; task < tasks.size(); task++) {
            count += tasks.get(task) % 2 == 0 ? 7 : 0;
            for (int number = 0; number < tasks.get(task); number++) {
                count++;
                Given given = new Given(task, number, new Slot(START, count, 333_333));
                history.add(given, tasks.get(task));
                model.add(given);
            }
        }

        assertThat(history.size()).isEqualTo(model.size());
        for (int ordinal = 0; ordinal < model.size(); ordinal++) {
            assertThat(history.at(ordinal)).isEqualTo(model.get(ordinal));
        }
        for (int task = 0; task < tasks.size(); task++) {
            int wanted = task;
            assertThat(history.ordinalsOf(task))
                    .hasSize(tasks.get(task))
                    .allSatisfy(ordinal ->
                            assertThat(model.get(ordinal.intValue()).task()).isEqualTo(wanted));
        }
    }

    @Test
    void placesAnswersOnFullMillisecondsNeverTooEarly() {
        Slot third = new Slot(START, 3, 333_333);

        assertThat(third.instant()).isEqualTo(START.plusMillis(1));
        assertThat(third.next().instant()).isEqualTo(START.plusMillis(2));
    }
}
