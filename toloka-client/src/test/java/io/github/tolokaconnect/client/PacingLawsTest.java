package io.github.tolokaconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class PacingLawsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long DAY = Duration.ofDays(1).toNanos();

    /** What happens at the start of a step. */
    private enum Turn {
        CREATE,
        READ,
        RESTART
    }

    /** After a pause, as many calls as quickly as they are granted. */
    record Step(long pauseNanos, Turn turn, int size, int calls) {}

    private record Spent(long at, long amount) {}

    /** Someone who asks as often as it may, and writes down what was granted. */
    private static final class Caller {
        private final PacingLimits limits;
        private final List<Spent> requests = new ArrayList<>();
        private final List<Spent> tasks = new ArrayList<>();
        private long now;
        private Pacing pacing;

        Caller(PacingLimits limits) {
            this.limits = limits;
            this.pacing = Pacing.of(limits, () -> now);
        }

        void take(Step step) {
            now += step.pauseNanos();
            if (step.turn() == Turn.RESTART) {
                pacing = Pacing.of(limits, () -> now);
                pacing.usedToday(tasksSince(now - DAY));
            }
            int size = Math.min(step.size(), limits.largestCreate());
            for (int call = 0; call < step.calls(); call++) {
                if (step.turn() == Turn.READ) {
                    waitFor(pacing::tryRead);
                    requests.add(new Spent(now, 1));
                } else {
                    waitFor(() -> pacing.tryCreate(size));
                    requests.add(new Spent(now, 1));
                    tasks.add(new Spent(now, size));
                }
            }
        }

        private void waitFor(Supplier<Grant> question) {
            int waits = 0;
            while (question.get() instanceof Grant.Wait wait) {
                assertThat(++waits).as("waits for one grant").isLessThanOrEqualTo(4);
                now += wait.atLeast().toNanos();
            }
        }

        private long tasksSince(long start) {
            return tasks.stream()
                    .filter(spent -> spent.at() > start)
                    .mapToLong(Spent::amount)
                    .sum();
        }
    }

    @Provide
    Arbitrary<PacingLimits> limits() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0.2, 50),
                        Arbitraries.longs().between(1, 5_000),
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(1, 20_000),
                                Arbitraries.longs().between(1_000_000, 2_000_000)))
                .as(PacingLimits::new);
    }

    @Provide
    Arbitrary<List<Step>> schedules() {
        Arbitrary<Long> pauses = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(0, 3 * SECOND)),
                Tuple.of(3, Arbitraries.longs().between(0, 3 * MINUTE)),
                Tuple.of(1, Arbitraries.longs().between(0, 2 * DAY)));
        Arbitrary<Turn> turns =
                Arbitraries.frequency(Tuple.of(6, Turn.CREATE), Tuple.of(3, Turn.READ), Tuple.of(1, Turn.RESTART));
        return Combinators.combine(
                        pauses,
                        turns,
                        Arbitraries.integers().between(1, 500),
                        Arbitraries.integers().between(1, 60))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }

    @Property(tries = 300)
    void noWindowSeesMoreThanItsQuota(@ForAll("limits") PacingLimits limits, @ForAll("schedules") List<Step> schedule) {
        Caller caller = new Caller(limits);

        schedule.forEach(caller::take);

        assertThat(mostInWindow(caller.requests, SECOND))
                .as("requests per second")
                .isLessThanOrEqualTo(Math.max(1, (long) limits.requestsPerSecond()));
        assertThat(mostInWindow(caller.tasks, MINUTE))
                .as("tasks per minute")
                .isLessThanOrEqualTo(limits.tasksPerMinute());
        assertThat(mostInWindow(caller.tasks, DAY)).as("tasks per day").isLessThanOrEqualTo(limits.tasksPerDay());
    }

    /** The most that any window of that length holds, its end left out. */
    private static long mostInWindow(List<Spent> spent, long window) {
        long most = 0;
        long held = 0;
        int first = 0;
        for (Spent last : spent) {
            held += last.amount();
            while (spent.get(first).at() <= last.at() - window) {
                held -= spent.get(first).amount();
                first++;
            }
            most = Math.max(most, held);
        }
        return most;
    }

    @Property(tries = 100)
    void readsGetThreeTenthsOfTheRateWhateverCreatesDo(@ForAll("limits") PacingLimits limits) {
        long[] now = {0};
        PacingLimits unlimitedTasks = new PacingLimits(limits.requestsPerSecond(), 1_000_000_000, 1_000_000_000_000L);
        Pacing pacing = Pacing.of(unlimitedTasks, () -> now[0]);
        Allowance requests = unlimitedTasks.requests();
        long pause = Math.max(1, requests.nanosPerToken() / 3);
        int pauses = 1_000;
        int reads = 0;

        for (int i = 0; i < pauses; i++) {
            now[0] += pause;
            while (pacing.tryCreate(1) instanceof Grant.Granted) {
                // Creates always ask first, and as often as they may.
            }
            reads += pacing.tryRead() instanceof Grant.Granted ? 1 : 0;
        }

        long inflow = pauses * pause / requests.nanosPerToken();
        assertThat(reads).isGreaterThanOrEqualTo((int) (inflow * 0.3) - 2);
    }
}
