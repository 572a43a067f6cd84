package io.github.tolokaconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class StreamsHealthTest {

    private State state = State.CREATED;
    private final StreamsHealth health = new StreamsHealth(() -> state, () -> 42);

    @Test
    void isLiveButNotReadyWhileStateIsRestored() {
        moveTo(State.REBALANCING);

        assertThat(health.live().isGood()).isTrue();
        assertThat(health.ready().isGood()).isFalse();
        assertThat(health.ready().reason()).contains("REBALANCING");
        assertThat(health.started().isGood()).isFalse();
    }

    @Test
    void staysStartedWhenItRebalancesLater() {
        moveTo(State.REBALANCING);
        moveTo(State.RUNNING);
        moveTo(State.REBALANCING);

        assertThat(health.started().isGood()).isTrue();
        assertThat(health.ready().isGood()).isFalse();
        assertThat(health.firstReady()).isCompleted();
    }

    @Test
    void isDeadOnceKafkaStreamsStoppedByItselfAndKeepsTheFirstCause() {
        health.failed(new IllegalStateException("first"));
        moveTo(State.PENDING_ERROR);
        moveTo(State.ERROR);

        assertThat(health.live().isGood()).isFalse();
        assertThat(health.started().isGood()).isFalse();
        assertThat(health.stopped())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("first");
    }

    @Test
    void tellsThoseWhoWaitThatItWasStopped() {
        moveTo(State.PENDING_SHUTDOWN);
        moveTo(State.NOT_RUNNING);

        assertThat(health.stopped()).isCompleted();
        assertThat(health.firstReady()).isCancelled();
    }

    private void moveTo(State next) {
        State before = state;
        state = next;
        health.onChange(next, before);
    }
}
