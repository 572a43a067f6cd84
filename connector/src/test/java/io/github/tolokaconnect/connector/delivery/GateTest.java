package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.client.PacingLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private long nanos;
    private final Pacing pacing = Pacing.of(new PacingLimits(10, 600, 1_000_000), () -> nanos);
    private final Gate gate = new Gate(pacing, 100);

    @Test
    void isClosedForAsLongAsThePlatformAsks() {
        gate.throttle(NOON.plusSeconds(60));
        gate.throttle(NOON.plusSeconds(10));

        assertThat(gate.isThrottled(NOON.plusSeconds(59))).isTrue();
        assertThat(gate.isClosed(NOON.plusSeconds(59))).isTrue();
        assertThat(gate.openings(NOON)).containsExactly(NOON.plusSeconds(60));
        assertThat(gate.isThrottled(NOON.plusSeconds(60))).isFalse();
        assertThat(gate.isClosed(NOON.plusSeconds(60))).isFalse();
        assertThat(gate.openings(NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void isClosedUntilMidnightOnceTheFuseBlew() {
        var warning = (Effect.Warn) gate.blowFuse(NOON);

        assertThat(warning.message()).startsWith("TLK-307").contains("tasksOfThisSinkTask=100");
        assertThat(warning.retryIn()).isEqualTo(Duration.ofHours(12));
        assertThat(gate.isClosed(MIDNIGHT.minusNanos(1))).isTrue();
        assertThat(gate.isThrottled(NOON))
                .as("what was sent before may be repeated")
                .isFalse();
        assertThat(gate.isClosed(MIDNIGHT)).isFalse();
    }

    @Test
    void countsHowOftenTheFuseBlew() {
        gate.blowFuse(NOON);
        gate.blowFuse(MIDNIGHT);

        assertThat(gate.fuseTripped()).isEqualTo(2);
    }

    @Test
    void measuresHowLongItHeldEachKindOfRequestBack() {
        gate.admitsCreate(10, NOON);
        var opening = gate.openings(NOON).findFirst().orElseThrow();
        gate.admitsCreate(10, NOON.plusMillis(1));
        nanos += Duration.between(NOON, opening).toNanos();

        gate.admitsCreate(10, opening.plusSeconds(5));

        assertThat(gate.holdups().creates()).as("it was one time").isEqualTo(1);
        assertThat(gate.holdups().createsFor())
                .as("that nothing was to be sent for five seconds more is not its doing")
                .isBetween(Duration.between(NOON, opening), Duration.between(NOON, opening.plusMillis(1)));
        assertThat(gate.holdups().reads()).isZero();
    }

    @Test
    void saysWhenTheQuotaHasRoomAgain() {
        assertThat(gate.admitsCreate(10, NOON)).as("its buckets start empty").isFalse();
        assertThat(gate.isClosed(NOON)).as("for a moment only").isFalse();
        var opening = gate.openings(NOON).findFirst().orElseThrow();
        assertThat(opening).isAfter(NOON);

        nanos += Duration.between(NOON, opening).toNanos();

        assertThat(gate.admitsCreate(10, opening)).isTrue();
    }

    @Test
    void chargesTheDayWithWhatFormerOwnersSent() {
        gate.inherit(CATS_0, 100_000, NOON);

        assertThat(pacing.tasksLeftInDay()).isEqualTo(150_000);
        assertThat(gate.fuse().used(NOON)).isEqualTo(100_000);
    }

    @Test
    void chargesNothingAgainForATopicPartitionThatComesBack() {
        gate.inherit(CATS_0, 100_000, NOON);
        gate.sends(CATS_0, 20, NOON);

        gate.inherit(CATS_0, 100_020, NOON);
        assertThat(pacing.tasksLeftInDay()).isEqualTo(150_000);

        gate.inherit(CATS_0, 100_030, NOON);
        assertThat(pacing.tasksLeftInDay())
                .as("another owner sent ten in between")
                .isEqualTo(149_990);
    }

    @Test
    void chargesANewDayAnew() {
        gate.inherit(CATS_0, 100_000, NOON);

        gate.inherit(CATS_0, 50_000, MIDNIGHT);

        assertThat(pacing.tasksLeftInDay()).isEqualTo(100_000);
    }
}
