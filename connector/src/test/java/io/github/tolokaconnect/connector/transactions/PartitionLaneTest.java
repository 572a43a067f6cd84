package io.github.tolokaconnect.connector.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.Broken;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.Committed;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.NotCommitted;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.journal.JournalCodec;
import io.github.tolokaconnect.connector.results.EventRecords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionLaneTest {
    private static final TopicPartition SOURCE = new TopicPartition("cats", 3);

    private final FakeClients clients = new FakeClients();
    private final List<DeliveryEvent> answers = new ArrayList<>();
    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final List<Long> claims = new ArrayList<>();
    private final PartitionWriter writer = new PartitionWriter(
            SOURCE,
            new PartitionWriter.Outlet(
                    new OpenProducers(clients),
                    new JournalRecords(
                            FakeClients.JOURNAL,
                            new JournalCodec(),
                            "orders task 0",
                            "1",
                            InstantSource.fixed(Instant.EPOCH)),
                    new DefectiveEvents(),
                    answers::add));
    private final PartitionLane lane = new PartitionLane(writer, workers::add, workers::add, this::claim, answers::add);

    private static final class DefectiveEvents implements EventRecords {
        @Override
        public void write(Publication publication, Consumer<ProducerRecord<byte[], byte[]>> out) {
            throw new IllegalArgumentException("a bug");
        }

        @Override
        public void committed(Publication publication) {}

        @Override
        public void failed(Publication publication) {}
    }

    private void claim(Effect.Claim claim) {
        claims.add(claim.ticket());
        writer.claim();
    }

    private static Effect.Commit commit(long ticket, Publication... publications) {
        return new Effect.Commit(ticket, SOURCE, List.of(), List.of(publications));
    }

    private void runAll() {
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
    }

    @Test
    void doesOneThingAtATimeInTheOrderOfAsking() {
        lane.add(commit(1));
        lane.add(new Effect.Claim(SOURCE, 2));
        lane.add(commit(3));
        lane.add(commit(4));
        assertThat(workers).hasSize(1);

        runAll();

        assertThat(answers)
                .containsExactly(
                        new NotCommitted(SOURCE, 1, "it is not claimed", false),
                        new Committed(SOURCE, 3),
                        new Committed(SOURCE, 4));
        assertThat(claims).containsExactly(2L);
        assertThat(clients.producers.getLast().commitCount()).isEqualTo(2);
    }

    @Test
    void aReleaseForgetsWhatWaitsAndGivesTheTopicPartitionUp() {
        lane.add(new Effect.Claim(SOURCE, 1));
        runAll();
        assertThat(lane.isClaimed()).isTrue();
        lane.add(commit(2));
        lane.add(new Effect.Claim(SOURCE, 3));

        lane.release(new Effect.Release(List.of(SOURCE)));
        runAll();

        assertThat(answers).isEmpty();
        assertThat(claims).containsExactly(1L);
        assertThat(clients.producers.getLast().closed()).isTrue();
        assertThat(lane.isClaimed()).isFalse();
    }

    @Test
    void whatIsAskedAfterAReleaseIsDone() {
        lane.release(new Effect.Release(List.of(SOURCE)));
        lane.add(new Effect.Claim(SOURCE, 1));
        lane.add(commit(2));

        runAll();

        assertThat(answers).containsExactly(new Committed(SOURCE, 2));
    }

    @Test
    void aDefectStopsTheSinkTaskAndNothingElse() {
        lane.add(new Effect.Claim(SOURCE, 1));
        lane.add(commit(2, new Publication.Refused(List.of())));
        lane.add(new Effect.Claim(SOURCE, 3));

        runAll();

        assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.message())
                                .startsWith("TLK-901 ")
                                .contains("a bug"));
        assertThat(claims).containsExactly(1L, 3L);
    }
}
