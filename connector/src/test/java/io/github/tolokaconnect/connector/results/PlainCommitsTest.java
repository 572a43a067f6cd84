package io.github.tolokaconnect.connector.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.delivery.SourceLog;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.journal.Recovered;
import io.github.tolokaconnect.events.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlainCommitsTest {
    private static final String A = "{\"input_values\":{\"image\":\"a\"}}";

    private final List<Outbox> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Outbox::close);
    }

    @Test
    void aCommitHasHappenedOnceEveryEventIsAcknowledged() {
        var outbox = silent();
        outbox.publish(planned(outbox), planned(outbox));

        outbox.producer.completeNext();
        var before = List.copyOf(outbox.answers);
        outbox.producer.completeNext();

        assertThat(before).isEmpty();
        assertThat(outbox.answers).containsExactly(Outbox.COMMITTED);
    }

    @Test
    void oneEventThatIsNotWrittenFailsTheWholeCommit() {
        var outbox = silent();
        outbox.publish(planned(outbox), planned(outbox));

        outbox.producer.errorNext(new TimeoutException("no leader"));
        outbox.producer.completeNext();

        assertThat(outbox.answers).containsExactly(notCommitted("no leader"));
    }

    @Test
    void aProducerThatRefusesToSendFailsTheCommit() {
        var outbox = acknowledging();
        outbox.producer.sendException = new TimeoutException("buffer full");

        outbox.publish(planned(outbox));

        assertThat(outbox.answers).containsExactly(notCommitted("buffer full"));
    }

    @Test
    void countsWhatIsCommittedAndWhatIsNot() {
        var outbox = silent();
        outbox.publish(planned(outbox), planned(outbox));
        outbox.publish(planned(outbox));

        outbox.producer.completeNext();
        outbox.producer.completeNext();
        outbox.producer.errorNext(new TimeoutException("no leader"));

        assertThat(outbox.counted("toloka.results.published")).isEqualTo(2);
        assertThat(outbox.counted("toloka.results.failed")).isEqualTo(1);
    }

    @Test
    void anEndCountsOnceAndOnlyAfterItsCommit() {
        var outbox = silent();
        var created = new CreatedTasks(Map.of(0, new TaskId("t-a")), Map.of());
        outbox.publish(
                new Publication.Created(outbox.operation(A, A), Outbox.progress(), created),
                new Publication.Refused(List.of((Intake.Refused) outbox.read("7", 90, "k", new ConnectHeaders()))));

        var before = ends(outbox);
        while (outbox.producer.completeNext()) {}

        assertThat(before).containsOnly(0.0);
        assertThat(ends(outbox)).containsExactly(1.0, 2.0, 1.0, 4.0);
        assertThat(outbox.metrics
                        .registry()
                        .get("toloka.record.latency")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private static List<Double> ends(Outbox outbox) {
        return Stream.of(
                        "toloka.tasks.created",
                        "toloka.tasks.rejected",
                        "toloka.operations",
                        "toloka.results.published")
                .map(outbox::counted)
                .toList();
    }

    @Test
    void aDefectStopsTheSinkTaskInsteadOfLeavingRecordsBehind() {
        var outbox = acknowledging();
        outbox.producer.sendException = new UnsupportedOperationException("defect");

        outbox.publish(planned(outbox));

        assertThat(outbox.answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        DeliveryEvent.Broken.class,
                        broken -> assertThat(broken.message())
                                .startsWith("TLK-901 ")
                                .contains("defect"));
    }

    @Test
    void withoutAJournalNothingIsKnown() {
        var outbox = acknowledging();

        outbox.commits.survey(new Effect.Survey(List.of(Outbox.SOURCE)));
        outbox.commits.claim(new Effect.Claim(Outbox.SOURCE, 4));

        assertThat(outbox.answers)
                .containsExactly(
                        new DeliveryEvent.Surveyed(Set.of()),
                        new DeliveryEvent.Claimed(Outbox.SOURCE, 4, Recovered.NOTHING, SourceLog.UNKNOWN));
    }

    private static DeliveryEvent notCommitted(String message) {
        return new DeliveryEvent.NotCommitted(Outbox.SOURCE, Outbox.TICKET, "TimeoutException: " + message, false);
    }

    private static Publication planned(Outbox outbox) {
        return new Publication.Entered(outbox.operation(A), Status.PLANNED, Status.PLANNED, null, null);
    }

    private Outbox acknowledging() {
        return add(Outbox.acknowledging(SampleConfig.read()));
    }

    private Outbox silent() {
        return add(Outbox.silent(SampleConfig.read()));
    }

    private Outbox add(Outbox outbox) {
        open.add(outbox);
        return outbox;
    }
}
