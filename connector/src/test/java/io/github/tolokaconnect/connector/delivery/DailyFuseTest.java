package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DailyFuseTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private final DailyFuse fuse = new DailyFuse(100);

    @Test
    void countsUpToItsLimit() {
        fuse.use(60, NOON);
        fuse.use(40, NOON.plusSeconds(1));

        assertThat(fuse.used(NOON.plusSeconds(1))).isEqualTo(100);
        assertThat(fuse.left(NOON.plusSeconds(1))).isZero();
    }

    @Test
    void startsAnewAtMidnightUtc() {
        fuse.use(100, NOON);

        assertThat(fuse.left(MIDNIGHT.minusNanos(1))).isZero();
        assertThat(fuse.left(MIDNIGHT)).isEqualTo(100);
        assertThat(DailyFuse.midnightAfter(NOON)).isEqualTo(MIDNIGHT);
        assertThat(DailyFuse.midnightAfter(MIDNIGHT)).isEqualTo(MIDNIGHT.plusSeconds(86_400));
    }

    @Test
    void grantsNothingTwiceWhenTheClockStepsBackOverMidnight() {
        fuse.use(30, MIDNIGHT);

        fuse.left(MIDNIGHT.minusSeconds(1));

        assertThat(fuse.used(MIDNIGHT.plusSeconds(1))).isEqualTo(30);
    }

    @Test
    void takesBackWhatWasNotCreatedButNoMoreThanThat() {
        fuse.use(60, NOON);

        fuse.refund(20, NOON);
        assertThat(fuse.used(NOON)).isEqualTo(40);

        fuse.refund(60, MIDNIGHT);
        assertThat(fuse.used(MIDNIGHT)).isZero();
    }

    @Test
    void neverBlowsWithoutALimit() {
        var none = new DailyFuse(-1);

        none.use(Integer.MAX_VALUE, NOON);

        assertThat(none.left(NOON)).isEqualTo(Long.MAX_VALUE);
        assertThat(none.used(NOON)).isEqualTo(Integer.MAX_VALUE);
    }
}
