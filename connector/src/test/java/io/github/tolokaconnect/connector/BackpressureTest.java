package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BackpressureTest {
    private static final TopicPartition P0 = new TopicPartition("tasks", 0);
    private static final TopicPartition P1 = new TopicPartition("tasks", 1);

    private final FakeSinkTaskContext context = new FakeSinkTaskContext();
    private final Backpressure backpressure = new Backpressure(context);

    @Test
    void pausesEverythingAssignedOnce() {
        context.assignment.addAll(List.of(P0, P1));

        backpressure.apply(true, Set.of());
        backpressure.apply(true, Set.of());

        assertThat(context.paused).containsExactlyInAnyOrder(P0, P1);
        assertThat(context.pauses).isEqualTo(1);
    }

    @Test
    void resumesOnceWhatItPaused() {
        context.assignment.addAll(List.of(P0, P1));

        backpressure.apply(true, Set.of());
        backpressure.apply(false, Set.of());
        backpressure.apply(false, Set.of());

        assertThat(context.paused).isEmpty();
        assertThat(context.resumes).isEqualTo(1);
        assertThat(backpressure.paused()).isEmpty();
    }

    @Test
    void pausesWhatIsAssignedLater() {
        context.assignment.add(P0);
        backpressure.apply(true, Set.of());
        context.assignment.add(P1);

        backpressure.apply(true, Set.of());

        assertThat(context.paused).containsExactlyInAnyOrder(P0, P1);
    }

    @Test
    void forgetsWhatMovedAway() {
        context.assignment.addAll(List.of(P0, P1));
        backpressure.apply(true, Set.of());
        context.assignment.remove(P1);

        backpressure.forget(List.of(P1));

        assertThat(backpressure.paused()).containsExactly(P0);
    }

    @Test
    void pausesAgainWhatMovedAwayAndCameBack() {
        context.assignment.add(P0);
        backpressure.apply(true, Set.of());
        backpressure.forget(List.of(P0));
        context.paused.clear();

        backpressure.apply(true, Set.of());

        assertThat(context.paused).containsExactly(P0);
    }

    /** Connect does so in a rebalance that takes everything away before it hands it out again. */
    @Test
    void resumesWhatConnectPausedAgainWhenItCameBack() {
        context.assignment.add(P0);
        backpressure.opened(List.of(P0));
        backpressure.apply(false, Set.of(P0));
        backpressure.forget(List.of(P0));
        backpressure.opened(List.of(P0));

        backpressure.apply(false, Set.of());

        assertThat(context.paused).isEmpty();
    }

    @Test
    void pausesWhatCameAndIsUnclaimed() {
        context.assignment.add(P0);
        backpressure.opened(List.of(P0));

        backpressure.apply(false, Set.of(P0));

        assertThat(context.paused).containsExactly(P0);
    }

    @Test
    void pausesWhatIsUnclaimedAndNothingElse() {
        context.assignment.addAll(List.of(P0, P1));

        backpressure.apply(false, Set.of(P1, new TopicPartition("elsewhere", 0)));

        assertThat(context.paused).containsExactly(P1);
        assertThat(backpressure.paused()).containsExactly(P1);
    }

    @Test
    void keepsPausedWhatIsUnclaimedWhenTheRestResumes() {
        context.assignment.addAll(List.of(P0, P1));
        backpressure.apply(true, Set.of(P0));

        backpressure.apply(false, Set.of(P0));
        var whileUnclaimed = Set.copyOf(context.paused);
        backpressure.apply(false, Set.of());

        assertThat(whileUnclaimed).containsExactly(P0);
        assertThat(context.paused).isEmpty();
        assertThat(context.pauses).isEqualTo(1);
    }
}
