package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolLanesTest {
    private final PoolLanes lanes = new PoolLanes(2);

    private List<MicroBatch> startAll(Instant now) {
        var started = new ArrayList<MicroBatch>();
        for (var next = lanes.peek(now); next.isPresent(); next = lanes.peek(now)) {
            lanes.start(next.get());
            started.add(next.get());
        }
        return started;
    }

    @Test
    void givesPoolsTheirTurnsOneAfterAnother() {
        var first = batch(CATS_0, POOL_A, 1);
        var second = batch(CATS_0, POOL_A, 2);
        var other = batch(CATS_0, POOL_B, 3);
        List.of(first, second, other).forEach(lanes::add);

        assertThat(startAll(NOON)).containsExactly(first, other, second);
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void startsNoMoreInAPoolThanItHasRoomFor() {
        for (int offset = 1; offset <= 3; offset++) {
            lanes.add(batch(CATS_0, POOL_A, offset));
        }

        assertThat(startAll(NOON)).hasSize(2);
        assertThat(lanes.hasRoom(POOL_A)).isFalse();

        lanes.ended(POOL_A);

        assertThat(startAll(NOON)).extracting(MicroBatch::firstOffset).containsExactly(3L);
    }

    @Test
    void hasRoomForAPoolThatHasNothingWaitingAndNotTooMuchUnderWay() {
        assertThat(lanes.hasRoom(POOL_A)).isTrue();

        lanes.add(batch(CATS_0, POOL_A, 1));

        assertThat(lanes.hasRoom(POOL_A)).isFalse();
        assertThat(lanes.hasRoom(POOL_B)).isTrue();
    }

    @Test
    void holdsUpNoOtherPoolForOneThatIsBlocked() {
        lanes.add(batch(CATS_0, POOL_A, 1));
        lanes.add(batch(CATS_0, POOL_B, 2));
        lanes.block(POOL_A, NOON.plusSeconds(1));

        assertThat(startAll(NOON)).extracting(MicroBatch::pool).containsExactly(POOL_B);
        assertThat(lanes.nextUnblocked()).contains(NOON.plusSeconds(1));
        assertThat(startAll(NOON.plusSeconds(1))).extracting(MicroBatch::pool).containsExactly(POOL_A);
    }

    @Test
    void blocksAPoolUntilTheLatestOfSeveralTimes() {
        lanes.add(batch(CATS_0, POOL_A, 1));
        lanes.block(POOL_A, NOON.plusSeconds(60));
        lanes.block(POOL_A, NOON.plusSeconds(1));

        assertThat(lanes.peek(NOON.plusSeconds(59))).isEmpty();
        assertThat(lanes.peek(NOON.plusSeconds(60))).isPresent();
    }

    @Test
    void splitsTheOneWhoseTurnItIs() {
        var whole = batch(CATS_0, POOL_A, 1, 2, 3);
        lanes.add(whole);
        lanes.add(batch(CATS_0, POOL_A, 9));

        lanes.split(whole.part(0, 1), whole.part(1, 3));

        assertThat(startAll(NOON)).extracting(MicroBatch::firstOffset).containsExactly(1L, 2L);
        lanes.ended(POOL_A);
        assertThat(startAll(NOON)).extracting(MicroBatch::firstOffset).containsExactly(9L);
    }

    @Test
    void forgetsATopicPartitionAndNoOther() {
        lanes.add(batch(CATS_0, POOL_A, 1));
        lanes.add(batch(CATS_1, POOL_A, 2));
        lanes.add(batch(CATS_0, POOL_B, 3));

        assertThat(lanes.forget(CATS_0)).extracting(MicroBatch::firstOffset).containsExactly(1L, 3L);

        assertThat(startAll(NOON)).extracting(MicroBatch::firstOffset).containsExactly(2L);
        assertThat(lanes.hasRoom(POOL_B)).isTrue();
    }
}
