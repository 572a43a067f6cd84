package io.github.tolokaconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** One question after a pause; a size that is not positive is a read. */
    record Step(long pauseNanos, int size, boolean isRefunded) {}

    private record Spent(long at, long amount) {}

    @Provide
    Arbitrary<PacingLimits> limits() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0.2, 50),
                        Arbitraries.longs().between(1, 5_000),
                        Arbitraries.longs().between(1, 20_000))
                .as(PacingLimits::new);
    }

    @Provide
    Arbitrary<List<Step>> schedules() {
        Arbitrary<Long> pauses = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(0, SECOND / 10)),
                Tuple.of(4, Arbitraries.longs().between(0, 3 * SECOND)),
                Tuple.of(2, Arbitraries.longs().between(0, 2 * MINUTE)),
                Tuple.of(1, Arbitraries.longs().between(0, DAY)));
        return Combinators.combine(
                        pauses,
                        Arbitraries.integers().between(-100, 500),
                        Arbitraries.integers().between(0, 9))
                .as((pause, size, dice) -> new Step(pause, size, dice == 0))
                .list()
                .ofMinSize(1)
                .ofMaxSize(300);
    }

    @Property(tries = 300)
    void noWindowSeesMoreThanItsQuota(@ForAll("limits") PacingLimits limits, @ForAll("schedules") List<Step> schedule) {
        long[] now = {0};
        Pacing pacing = Pacing.of(limits, () -> now[0]);
        List<Spent> requests = new ArrayList<>();
        List<Spent> tasks = new ArrayList<>();

        for (Step step : schedule) {
            now[0] += step.pauseNanos();
            if (step.size() <= 0) {
                spendReads(pacing, now[0], requests);
            } else {
                spendCreate(pacing, now[0], Math.min(step.size(), limits.largestCreate()), step, requests, tasks);
            }
        }

        assertThat(mostInWindow(requests, SECOND)).isLessThanOrEqualTo(Math.max(1, (long) limits.requestsPerSecond()));
        assertThat(mostInWindow(tasks, MINUTE)).isLessThanOrEqualTo(limits.tasksPerMinute());
        assertThat(mostInWindow(tasks, DAY)).isLessThanOrEqualTo(limits.tasksPerDay());
    }

    private static void spendReads(Pacing pacing, long now, List<Spent> requests) {
        while (pacing.tryRead() instanceof Grant.Granted) {
            requests.add(new Spent(now, 1));
        }
    }

    private static void spendCreate(
            Pacing pacing, long now, int size, Step step, List<Spent> requests, List<Spent> tasks) {
        if (!(pacing.tryCreate(size) instanceof Grant.Granted)) {
            return;
        }
        if (step.isRefunded()) {
            pacing.refund(size);
        } else {
            requests.add(new Spent(now, 1));
            tasks.add(new Spent(now, size));
        }
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

    @Property(tries = 200)
    void aSuccessorThatKeepsTheSameLimitsNeverMakesAWindowTooFull(
            @ForAll("limits") PacingLimits limits, @ForAll("schedules") List<Step> schedule) {
        long[] now = {0};
        Pacing pacing = Pacing.of(limits, () -> now[0]);
        List<Spent> tasks = new ArrayList<>();

        for (Step step : schedule) {
            now[0] += step.pauseNanos();
            if (step.isRefunded()) {
                pacing = Pacing.of(limits, () -> now[0]);
                pacing.usedToday(sumSince(tasks, now[0] - DAY));
            }
            int size = Math.max(1, Math.min(step.size(), limits.largestCreate()));
            if (pacing.tryCreate(size) instanceof Grant.Granted) {
                tasks.add(new Spent(now[0], size));
            }
        }

        assertThat(mostInWindow(tasks, MINUTE)).isLessThanOrEqualTo(limits.tasksPerMinute());
        assertThat(mostInWindow(tasks, DAY)).isLessThanOrEqualTo(limits.tasksPerDay());
    }

    private static long sumSince(List<Spent> tasks, long start) {
        return tasks.stream()
                .filter(spent -> spent.at() > start)
                .mapToLong(Spent::amount)
                .sum();
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

    @Property(tries = 100)
    void everyGrantComesAfterTheWaitsThatWereAskedFor(@ForAll("limits") PacingLimits limits) {
        long[] now = {0};
        Pacing pacing = Pacing.of(limits, () -> now[0]);

        for (int i = 0; i < 5; i++) {
            Grant grant = pacing.tryCreate(limits.largestCreate());
            int waits = 0;
            while (grant instanceof Grant.Wait wait) {
                assertThat(++waits).isLessThanOrEqualTo(4);
                now[0] += wait.atLeast().toNanos();
                grant = pacing.tryCreate(limits.largestCreate());
            }
        }
    }
}
