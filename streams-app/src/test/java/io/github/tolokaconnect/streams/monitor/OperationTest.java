package io.github.tolokaconnect.streams.monitor;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static io.github.tolokaconnect.streams.Fixtures.rejected;
import static io.github.tolokaconnect.streams.Fixtures.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class OperationTest {

    @Test
    void staysEndedWhenAnOlderEventComesLate() {
        Operation ended = Operation.of(succeeded(9, CATS, 498));

        Operation later = ended.with(at(3, CATS, Status.RUNNING));

        assertThat(later.latest()).isEqualTo(ended.latest());
        assertThat(later.reached())
                .containsExactly(entry("RUNNING", NOON.plusSeconds(3)), entry("SUCCESS", NOON.plusSeconds(9)));
    }

    @Test
    void movesOnThoughTheNextWorkersClockIsBehind() {
        Operation planned = Operation.of(at(10, CATS, Status.PLANNED));

        Operation submitted = planned.with(at(5, CATS, Status.SUBMITTED));

        assertThat(submitted.latest().operation().status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void leavesStuckWhenItRunsAgain() {
        Operation stuck = Operation.of(at(10, CATS, Status.STUCK));

        Operation running = stuck.with(at(20, CATS, Status.RUNNING));

        assertThat(stuck.state()).isEqualTo(OperationState.STUCK);
        assertThat(running.state()).isEqualTo(OperationState.IN_FLIGHT);
    }

    @Test
    void isSubmittedAgainAfterARefusalThatIsNotTheEnd() {
        Operation refused = Operation.of(at(10, CATS, Status.REJECTED));

        Operation submitted = refused.with(at(20, CATS, Status.SUBMITTED));

        assertThat(refused.state()).isEqualTo(OperationState.IN_FLIGHT);
        assertThat(submitted.latest().operation().status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void failsWhenItEndsWithoutATask() {
        assertThat(Operation.of(succeeded(9, CATS, 0)).state()).isEqualTo(OperationState.FAILED);
        assertThat(Operation.of(rejected(9, CATS)).state()).isEqualTo(OperationState.FAILED);
        assertThat(Operation.of(succeeded(9, CATS, 1)).state()).isEqualTo(OperationState.FINISHED);
    }

    @Test
    void isInFlightInAStatusThatIsNotKnownYet() {
        Operation operation = Operation.of(at(1, CATS, new Status("DREAMING")));

        assertThat(operation.state()).isEqualTo(OperationState.IN_FLIGHT);
    }

    @Test
    void tookWhatTheConnectorMeasuredOrElseTheTimeBetweenItsEvents() {
        Operation measured = Operation.of(succeeded(9, CATS, 500));
        Operation refused = Operation.of(at(2, CATS, Status.PLANNED)).with(rejected(5, CATS));

        assertThat(measured.took()).contains(Duration.ofMillis(8_827));
        assertThat(refused.took()).contains(Duration.ofSeconds(3));
        assertThat(Operation.of(at(2, CATS, Status.PLANNED)).took()).isEmpty();
    }

    @Property
    void dependsOnTheSetOfEventsOnly(@ForAll("lives") List<OperationStatus> events, @ForAll Random random) {
        List<OperationStatus> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(shuffled, random);

        assertThat(known(shuffled)).isEqualTo(known(events));
    }

    @Property
    void survivesItsStore(@ForAll("lives") List<OperationStatus> events) {
        OperationSerde serde = new OperationSerde(new EventCodec());
        Operation operation = known(events);

        byte[] stored = serde.serializer().serialize("", operation);

        assertThat(serde.deserializer().deserialize("", stored)).isEqualTo(operation);
    }

    @Provide
    Arbitrary<List<OperationStatus>> lives() {
        Arbitrary<Long> seconds = Arbitraries.longs().between(0, 20);
        Arbitrary<OperationStatus> underWay = Combinators.combine(
                        seconds,
                        Arbitraries.of(
                                Status.PLANNED, Status.SUBMITTED, Status.RUNNING, Status.STUCK, new Status("NEW")))
                .as((at, status) -> at(at, CATS, status));
        Arbitrary<OperationStatus> ended = Combinators.combine(seconds, Arbitraries.of(0, 1, 498, 500))
                .as((at, created) -> succeeded(at, CATS, created));
        return Arbitraries.frequencyOf(Tuple.of(4, underWay), Tuple.of(1, ended))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .uniqueElements(OperationStatus::eventId);
    }

    private static Operation known(List<OperationStatus> events) {
        Operation operation = Operation.of(events.get(0));
        for (OperationStatus event : events) {
            operation = operation.with(event);
        }
        return operation;
    }
}
