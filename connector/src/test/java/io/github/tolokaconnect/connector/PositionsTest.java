package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private static final TopicPartition P0 = new TopicPartition("tasks", 0);
    private static final TopicPartition P1 = new TopicPartition("tasks", 1);

    private final FakeSinkTaskContext context = new FakeSinkTaskContext();
    private final Positions positions = new Positions(context);

    @BeforeEach
    void assign() {
        context.assignment.addAll(List.of(P0, P1));
    }

    @Test
    void handsOverWhatWasPassedOnce() {
        positions.passed(at(7, 8));

        assertThat(positions.delivered()).isEqualTo(Map.of(P0, 7L, P1, 8L));
        assertThat(positions.delivered()).isEmpty();
    }

    @Test
    void aSeekMakesPositionsVoidUntilConnectHasFollowedIt() {
        positions.passed(at(7, 8));
        positions.seek(P0, 3);
        positions.passed(at(9, 9));

        assertThat(context.sought).isEqualTo(Map.of(P0, 3L));
        assertThat(positions.isSought(P0)).isTrue();
        assertThat(positions.delivered()).isEqualTo(Map.of(P1, 9L));
        assertThat(positions.isSought(P0)).isFalse();
        positions.passed(at(4, 9));
        assertThat(positions.delivered()).isEqualTo(Map.of(P0, 4L, P1, 9L));
    }

    @Test
    void seeksNothingThatMovedAway() {
        context.assignment.remove(P0);

        positions.seek(P0, 3);

        assertThat(context.sought).isEmpty();
        assertThat(positions.isSought(P0)).isFalse();
    }

    @Test
    void forgetsWhatMoved() {
        positions.passed(at(7, 8));
        positions.seek(P1, 3);

        positions.forget(List.of(P0, P1));

        assertThat(positions.isSought(P1)).isFalse();
        assertThat(positions.delivered()).isEmpty();
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(long p0, long p1) {
        return Map.of(P0, new OffsetAndMetadata(p0), P1, new OffsetAndMetadata(p1));
    }
}
