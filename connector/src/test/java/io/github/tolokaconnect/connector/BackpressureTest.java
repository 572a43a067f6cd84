package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

        backpressure.apply(true);
        backpressure.apply(true);

        assertThat(context.paused).containsExactlyInAnyOrder(P0, P1);
        assertThat(context.pauses).isEqualTo(1);
    }

    @Test
    void resumesOnceWhatItPaused() {
        context.assignment.addAll(List.of(P0, P1));

        backpressure.apply(true);
        backpressure.apply(false);
        backpressure.apply(false);

        assertThat(context.paused).isEmpty();
        assertThat(context.resumes).isEqualTo(1);
        assertThat(backpressure.paused()).isEmpty();
    }

    @Test
    void pausesWhatIsAssignedLater() {
        context.assignment.add(P0);
        backpressure.apply(true);
        context.assignment.add(P1);

        backpressure.apply(true);

        assertThat(context.paused).containsExactlyInAnyOrder(P0, P1);
    }

    @Test
    void forgetsWhatMovedAway() {
        context.assignment.addAll(List.of(P0, P1));
        backpressure.apply(true);
        context.assignment.remove(P1);

        backpressure.forget(List.of(P1));

        assertThat(backpressure.paused()).containsExactly(P0);
    }

    @Test
    void pausesAgainWhatMovedAwayAndCameBack() {
        context.assignment.add(P0);
        backpressure.apply(true);
        backpressure.forget(List.of(P0));
        context.paused.clear();

        backpressure.apply(true);

        assertThat(context.paused).containsExactly(P0);
    }
}
