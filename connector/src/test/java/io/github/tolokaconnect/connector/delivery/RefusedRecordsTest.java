package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedRecordsTest {
    private final RefusedRecords refusals = new RefusedRecords(Duration::ofSeconds);
    private final Intake.Refused here = refused(new byte[10]);
    private final Intake.Refused there = new Intake.Refused(
            origin(CATS_1, 2), null, Stage.MAPPING, List.of(FieldError.of(null, null, "X", null)), null, false);
    private final Effect.Commit commit = new Effect.Commit(5, CATS_0, List.of(), List.of());
    private final Effect.Commit another = new Effect.Commit(6, CATS_1, List.of(), List.of());

    private static Intake.Refused refused(byte[] value) {
        return new Intake.Refused(
                origin(CATS_0, 1), null, Stage.MAPPING, List.of(FieldError.of(null, null, "X", null)), value, false);
    }

    @Test
    void settlesThemOnceCommitted() {
        refusals.add(List.of(here, here), commit);

        assertThat(refusals.committed(5)).containsExactly(here, here);
        assertThat(refusals.committed(5)).isEmpty();
    }

    @Test
    void knowsNothingOfAnotherTicket() {
        refusals.add(List.of(here), commit);

        assertThat(refusals.committed(6)).isEmpty();
        assertThat(refusals.committed(5)).containsExactly(here);
    }

    @Test
    void repeatsAFailedCommitAfterAGrowingWait() {
        refusals.add(List.of(here), commit);
        assertThat(refusals.dueTimes()).isEmpty();

        refusals.failed(5, NOON);
        assertThat(refusals.repeatDue(NOON)).isEmpty();
        assertThat(refusals.repeatDue(NOON.plusSeconds(1))).containsExactly(commit);
        assertThat(refusals.repeatDue(NOON.plusSeconds(9)))
                .as("an answer is outstanding")
                .isEmpty();
        refusals.failed(5, NOON.plusSeconds(9));

        assertThat(refusals.dueTimes()).containsExactly(NOON.plusSeconds(11));
    }

    @Test
    void forgetsTheRecordsOfATopicPartitionAndKeepsTheOthers() {
        refusals.add(List.of(here), commit);
        refusals.add(List.of(there), another);

        assertThat(refusals.forget(CATS_0)).containsExactly(here);

        assertThat(refusals.committed(5)).isEmpty();
        assertThat(refusals.committed(6)).containsExactly(there);
    }

    @Test
    void ignoresAnAnswerForWhatWasForgotten() {
        refusals.add(List.of(here), commit);
        refusals.forget(CATS_0);

        refusals.failed(5, NOON);

        assertThat(refusals.dueTimes()).isEmpty();
    }

    @Test
    void holdsTheirValues() {
        assertThat(RefusedRecords.heldBytes(here) - RefusedRecords.heldBytes(there))
                .isEqualTo(10);
    }
}
