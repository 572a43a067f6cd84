package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Parked;
import io.github.tolokaconnect.connector.delivery.Submission.Preparing;
import io.github.tolokaconnect.connector.delivery.Submission.Submitting;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FlightsTest {
    private final Flights flights = new Flights();

    private InFlight added(TopicPartition partition, long ticket) {
        var facts =
                new Facts(ticket, new UUID(0, ticket), batch(partition, POOL_A, ticket), 1, NOON.plusSeconds(ticket));
        var flight = InFlight.begun(new Preparing(facts), 0);
        flights.add(flight);
        return flight;
    }

    @Test
    void findsAnOperationByItsTicketUntilItIsForgotten() {
        var here = added(CATS_0, 1);
        var there = added(CATS_1, 2);

        assertThat(flights.forget(CATS_0)).containsExactly(here);

        assertThat(flights.find(1)).isNull();
        assertThat(flights.find(2)).isSameAs(there);
        assertThat(flights.oldest()).contains(NOON.plusSeconds(2));
    }

    @Test
    void givesNoRoomToOneThatWaitsForItsPool() {
        var flight = added(CATS_0, 1);
        added(CATS_0, 2);
        flights.enter(flight, new Parked(flight.facts(), 1, NOON));
        assertThat(flights.size()).isEqualTo(2);
        assertThat(flights.active()).isEqualTo(1);
        assertThat(flights.active(POOL_A)).isEqualTo(1);
        assertThat(flights.active(DeliveryFixture.POOL_B)).isZero();

        flights.enter(flight, new Submitting(flight.facts(), 1, NOON, null));
        assertThat(flights.active()).isEqualTo(2);

        flights.enter(flight, new Parked(flight.facts(), 1, NOON));
        flights.remove(flight);
        assertThat(flights.active()).isEqualTo(1);
        assertThat(flights.size()).isEqualTo(1);
    }

    @Test
    void tellsWhichAreDueOldestFirst() {
        var late = added(CATS_0, 1);
        var due = added(CATS_0, 2);
        added(CATS_0, 3);
        flights.enter(late, new Submitting(late.facts(), 1, NOON, NOON.plusSeconds(2)));
        flights.enter(due, new Submitting(due.facts(), 1, NOON, NOON.plusSeconds(1)));

        assertThat(flights.due(NOON)).isEmpty();
        assertThat(flights.due(NOON.plusSeconds(1))).containsExactly(due);
        assertThat(flights.due(NOON.plusSeconds(2))).containsExactly(late, due);
        assertThat(flights.dueTimes()).containsExactly(NOON.plusSeconds(2), NOON.plusSeconds(1));
    }

    @Test
    void givesNoRoomToOneThatBeginsByWaiting() {
        var facts = new Facts(7, new UUID(0, 7), batch(CATS_0, POOL_A, 7), 1, NOON);

        flights.add(InFlight.begun(new Parked(facts, 0, NOON), 0));

        assertThat(flights.active()).isZero();
        assertThat(flights.size()).isEqualTo(1);
    }
}
