package io.github.tolokaconnect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {

    private static final Grant GRANTED = new Grant.Granted();

    private long now = -5_000_000_000L;

    private Pacing pacing(double requestsPerSecond, long tasksPerMinute, long tasksPerDay) {
        return Pacing.of(new PacingLimits(requestsPerSecond, tasksPerMinute, tasksPerDay), () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void grantsAfterExactlyTheWaitThatItSaid() {
        Pacing pacing = pacing(300, 200_000, 4_000_000);

        Grant.Wait wait = (Grant.Wait) pacing.tryCreate(10_000);
        now += wait.atLeast().toNanos() - 1;
        Grant early = pacing.tryCreate(10_000);
        now += 1;
        Grant inTime = pacing.tryCreate(10_000);

        assertThat(wait.atLeast()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        assertThat(early).isEqualTo(new Grant.Wait(Duration.ofNanos(1)));
        assertThat(inTime).isEqualTo(GRANTED);
    }

    @Test
    void takesAllOrNothing() {
        Pacing pacing = pacing(300, 200_000, 100);
        pass(Duration.ofMinutes(1));
        assertThat(pacing.tryCreate(20)).isEqualTo(GRANTED);
        pass(Duration.ofSeconds(1));
        long requests = pacing.requestsLeft();
        long minute = pacing.tasksLeftInMinute();

        Grant refused = pacing.tryCreate(20);

        assertThat(refused).isInstanceOf(Grant.Wait.class);
        assertThat(pacing.requestsLeft()).isEqualTo(requests);
        assertThat(pacing.tasksLeftInMinute()).isEqualTo(minute);
        assertThat(pacing.tasksLeftInDay()).isEqualTo(5);
    }

    @Test
    void keepsRequestsForReadsWhenCreatesTookTheirs() {
        Pacing pacing = pacing(100, 1_000_000, 1_000_000_000);
        pass(Duration.ofMinutes(1));
        int creates = 0;
        while (pacing.tryCreate(1).equals(GRANTED)) {
            creates++;
        }

        int reads = 0;
        while (pacing.tryRead().equals(GRANTED)) {
            reads++;
        }

        assertThat(creates).isEqualTo(7);
        assertThat(reads).isEqualTo(3);
    }

    @Test
    void chargesTheDayWithWhatWasUsedBefore() {
        Pacing pacing = pacing(300, 200_000, 4_000_000);

        pacing.usedToday(300_000);
        pacing.usedToday(100_000);
        pacing.usedToday(0);

        assertThat(pacing.tasksLeftInDay()).isEqualTo(600_000);
    }

    @Test
    void chargesNoMoreThanTheDayHas() {
        Pacing pacing = pacing(300, 200_000, 4_000_000);

        pacing.usedToday(9_000_000);
        pass(Duration.ofSeconds(1));

        assertThat(pacing.tasksLeftInDay()).isEqualTo(3_000_000 / 86_400);
    }

    @Test
    void startsWithEmptyBucketsOfSecondAndMinute() {
        Pacing pacing = pacing(300, 200_000, 4_000_000);

        assertThat(pacing.requestsLeft()).isZero();
        assertThat(pacing.tasksLeftInMinute()).isZero();
        assertThat(pacing.tasksLeftInDay()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "300, 200000, 4000000, 20000",
        "300, 100000, 2000000, 10000",
        "300, 200000, 1000, 250",
        "300, 1, 1, 1",
        "0.1, 9, 1000, 1",
        "300, 1000000000, 1000000000000, 100000000",
    })
    void knowsTheLargestCreate(double requests, long minute, long day, int largest) {
        PacingLimits limits = new PacingLimits(requests, minute, day);
        Pacing pacing = Pacing.of(limits, () -> now);
        pass(Duration.ofDays(3));

        assertThat(limits.largestCreate()).isEqualTo(largest);
        assertThat(pacing.tryCreate(largest)).isEqualTo(GRANTED);
        assertThatThrownBy(() -> pacing.tryCreate(largest + 1)).hasMessageContaining("can never be granted");
        assertThatThrownBy(() -> pacing.tryCreate(0)).hasMessageContaining("can never be granted");
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatThrownBy(() -> new PacingLimits(0, 1, 1)).hasMessageContaining("requestsPerSecond=0.0");
        assertThatThrownBy(() -> new PacingLimits(Double.NaN, 1, 1)).hasMessageContaining("requestsPerSecond=NaN");
        assertThatThrownBy(() -> new PacingLimits(1, 0, 1)).hasMessageContaining("tasksPerMinute=0");
        assertThatThrownBy(() -> new PacingLimits(1, 1, -1)).hasMessageContaining("tasksPerDay=-1");
        assertThatThrownBy(() -> pacing(1, 1, 1).usedToday(-1)).hasMessageContaining("tasks=-1");
    }
}
