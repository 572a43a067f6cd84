package io.github.tolokaconnect.connector.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.events.ErrorAction;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** States that are announced on the way: none of them settles a record. */
class AnnouncementsTest {
    private static final String A = "{\"input_values\":{\"image\":\"a\"},\"overlap\":3}";
    private static final String B = "{\"input_values\":{\"image\":\"b\"}}";

    private final Outbox outbox = Outbox.acknowledging(SampleConfig.read());

    @Test
    void aRequestThatIsHeldBackIsNotTheEndOfItsOperation() {
        var problem =
                new Problem(429, "TOO_MANY_REQUESTS", "slow down", "r-1", ProblemKind.UNKNOWN, List.of(), Map.of());

        outbox.publish(new Publication.Held(outbox.operation(A, B), problem, Duration.ofSeconds(60)));

        assertThat(outbox.events(OperationStatus.class)).singleElement().satisfies(event -> {
            assertThat(event.operation().status()).isEqualTo(Status.REJECTED);
            assertThat(event.operation().terminal()).isFalse();
            assertThat(event.outcome()).isNull();
            assertThat(event.error().errorClass()).isEqualTo(ErrorClass.CAPACITY);
            assertThat(event.error().retryAfter()).isEqualTo(Duration.ofSeconds(60));
            assertThat(event.error().action()).isEqualTo(ErrorAction.PARTITIONS_PAUSED);
        });
    }

    @Test
    void aSplitEndsItsOperationForGood() {
        var problem = new Problem(413, "ENTITY_TOO_LARGE", "big", null, ProblemKind.TOO_LARGE, List.of(), Map.of());

        outbox.publish(new Publication.Split(outbox.operation(A, B), problem));

        assertThat(outbox.events(OperationStatus.class)).singleElement().satisfies(event -> {
            assertThat(event.operation().status()).isEqualTo(Status.REJECTED);
            assertThat(event.operation().terminal()).isTrue();
            assertThat(event.error().action()).isEqualTo(ErrorAction.NEW_ATTEMPT);
        });
    }

    @Test
    void announcedStatesAreNotTheEnd() {
        var facts = outbox.operation(A);

        outbox.publish(
                new Publication.Entered(facts, Status.PLANNED, Status.PLANNED, null, null),
                new Publication.Entered(
                        facts, Status.SUBMITTED, Status.PLANNED, Outbox.progress(), Outbox.ended("PENDING")));

        assertThat(outbox.events(OperationStatus.class))
                .extracting(
                        event -> event.operation().status(),
                        event -> event.operation().previousStatus(),
                        event -> event.operation().terminal(),
                        OperationStatus::outcome)
                .containsExactly(
                        tuple(Status.PLANNED, null, false, null), tuple(Status.SUBMITTED, Status.PLANNED, false, null));
    }
}
