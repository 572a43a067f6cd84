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

    private static Intake.Refused refused(byte[] value) {
        return new Intake.Refused(
                origin(CATS_0, 1), null, Stage.MAPPING, List.of(FieldError.of(null, null, "X", null)), value, false);
    }

    @Test
    void settlesThemOncePublished() {
        assertThat(refusals.publish(5, List.of(here, there)))
                .isEqualTo(new Effect.PublishRefused(5, List.of(here, there)));

        assertThat(refusals.published(5)).containsExactly(here, there);
        assertThat(refusals.published(5)).isEmpty();
    }

    @Test
    void repeatsAFailedPublicationAfterAGrowingWait() {
        refusals.publish(5, List.of(here));
        assertThat(refusals.dueTimes()).isEmpty();

        refusals.failed(5, NOON);
        assertThat(refusals.repeatDue(NOON)).isEmpty();
        assertThat(refusals.repeatDue(NOON.plusSeconds(1)))
                .containsExactly(new Effect.PublishRefused(5, List.of(here)));
        assertThat(refusals.repeatDue(NOON.plusSeconds(9)))
                .as("an answer is outstanding")
                .isEmpty();
        refusals.failed(5, NOON.plusSeconds(9));

        assertThat(refusals.dueTimes()).containsExactly(NOON.plusSeconds(11));
    }

    @Test
    void forgetsTheRecordsOfATopicPartitionAndKeepsTheOthers() {
        refusals.publish(5, List.of(here, there));
        refusals.publish(6, List.of(here));

        assertThat(refusals.forget(CATS_0)).containsExactly(here, here);

        assertThat(refusals.published(5)).containsExactly(there);
        assertThat(refusals.published(6)).isEmpty();
    }

    @Test
    void ignoresAnAnswerForWhatWasForgotten() {
        refusals.publish(5, List.of(here));
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
