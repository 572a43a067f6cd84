package io.github.tolokaconnect.connector.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.Committed;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.NotCommitted;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.journal.JournalCodec;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.results.EventRecords;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionWriterTest {
    private static final TopicPartition SOURCE = new TopicPartition("cats", 3);
    private static final Publication PUBLICATION = new Publication.Refused(List.of());

    private final FakeClients clients = new FakeClients();
    private final List<DeliveryEvent> answers = new ArrayList<>();
    private final Events events = new Events();
    private final Deque<Effect.Commit> waiting = new ArrayDeque<>();
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
                    events,
                    answers::add));

    /** Two events for each publication. */
    private static final class Events implements EventRecords {
        private final List<Publication> committed = new ArrayList<>();
        private final List<Publication> failed = new ArrayList<>();
        private int eventsEach = 2;

        @Override
        public void write(Publication publication, Consumer<ProducerRecord<byte[], byte[]>> out) {
            for (int number = 0; number < eventsEach; number++) {
                out.accept(new ProducerRecord<>("results", new byte[1]));
            }
        }

        @Override
        public void committed(Publication publication) {
            committed.add(publication);
        }

        @Override
        public void failed(Publication publication) {
            failed.add(publication);
        }
    }

    private static Effect.Commit commit(long ticket) {
        var entry = new Checkpoint(SOURCE, 0, ticket, null, null, LocalDate.EPOCH, 0);
        return new Effect.Commit(ticket, SOURCE, List.of(entry), List.of(PUBLICATION));
    }

    private MockProducer<byte[], byte[]> claimed() {
        writer.claim();
        return clients.producers.getLast();
    }

    private void commitAll(long... tickets) {
        LongStream.of(tickets).forEach(ticket -> waiting.add(commit(ticket)));
        writer.commit(waiting::poll);
    }

    @Test
    void aClaimIsATransactionOfItsOwn() {
        long offset = writer.claim();

        var producer = clients.producers.getLast();
        assertThat(offset).isZero();
        assertThat(producer.transactionInitialized()).isTrue();
        assertThat(producer.commitCount()).isOne();
        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(new String(record.key(), UTF_8)).isEqualTo("claim/cats/3");
            assertThat(record.partition()).isZero();
        });
        assertThat(writer.isOpen()).isTrue();
    }

    @Test
    void whatWaitsIsWrittenInOneTransactionWithTheEventsFirst() {
        var producer = claimed();

        commitAll(1, 2);

        assertThat(producer.commitCount()).isEqualTo(2);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("journal", "results", "results", "journal", "results", "results", "journal");
        assertThat(answers).containsExactly(new Committed(SOURCE, 1), new Committed(SOURCE, 2));
        assertThat(events.committed).containsExactly(PUBLICATION, PUBLICATION);
    }

    @Test
    void aTransactionThatHasGrownLargeTakesNoFurtherCommits() {
        events.eventsEach = 20_000;
        claimed();

        commitAll(1, 2);

        assertThat(answers).containsExactly(new Committed(SOURCE, 1));
        assertThat(waiting).containsExactly(commit(2));
    }

    @Test
    void withoutAClaimNothingIsWritten() {
        commitAll(1, 2);

        assertThat(answers)
                .containsExactly(
                        new NotCommitted(SOURCE, 1, "it is not claimed", false),
                        new NotCommitted(SOURCE, 2, "it is not claimed", false));
    }

    static Stream<RuntimeException> fencings() {
        return Stream.of(
                new ProducerFencedException("a newer one"),
                new InvalidProducerEpochException("a newer one"),
                new KafkaException("cannot", new ProducerFencedException("a newer one")),
                new KafkaException("cannot", new KafkaException(new InvalidProducerEpochException("a newer one"))));
    }

    @ParameterizedTest
    @MethodSource("fencings")
    void knowsItsSuccessorByEveryName(RuntimeException fencing) {
        var producer = claimed();
        producer.commitTransactionException = fencing;

        commitAll(1, 2);

        assertThat(answers)
                .hasSize(2)
                .allSatisfy(
                        answer -> assertThat(((NotCommitted) answer).fenced()).isTrue());
        assertThat(events.failed).isEmpty();
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void doubtIsAFailureForAllThatWasWrittenAndWhatFollows() {
        var producer = claimed();
        producer.commitTransactionException = new TimeoutException("no answer");

        commitAll(1, 2);
        commitAll(3);

        assertThat(answers)
                .containsExactly(
                        new NotCommitted(SOURCE, 1, "TimeoutException: no answer", false),
                        new NotCommitted(SOURCE, 2, "TimeoutException: no answer", false),
                        new NotCommitted(SOURCE, 3, "TimeoutException: no answer", false));
        assertThat(events.committed).isEmpty();
        assertThat(events.failed).containsExactly(PUBLICATION, PUBLICATION);
        assertThat(writer.isOpen()).isFalse();
    }

    @Test
    void aTransactionThatFailedHoldsNobodyUp() {
        var producer = claimed();
        producer.sendException = new KafkaException("cannot", new RecordTooLargeException("5 MB"));

        commitAll(1);

        assertThat(answers).containsExactly(new NotCommitted(SOURCE, 1, "RecordTooLargeException: 5 MB", false));
        assertThat(producer.transactionAborted()).isTrue();
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void theNextClaimMakesAnotherProducer() {
        claimed().commitTransactionException = new TimeoutException("no answer");
        commitAll(1);
        answers.clear();

        var second = claimed();
        commitAll(2);

        assertThat(clients.producers).hasSize(2);
        assertThat(second.commitCount()).isEqualTo(2);
        assertThat(answers).containsExactly(new Committed(SOURCE, 2));
    }

    @Test
    void aSecondClaimClosesTheProducerOfTheFirst() {
        var first = claimed();

        claimed();

        assertThat(first.closed()).isTrue();
    }

    @Test
    void aClaimThatFailsLeavesNoProducerBehind() {
        clients.initFailure = new TimeoutException("no answer");

        assertThatThrownBy(writer::claim).isSameAs(clients.initFailure);

        assertThat(clients.producers.getLast().closed()).isTrue();
        assertThat(writer.isOpen()).isFalse();
    }

    @Test
    void whatIsGivenUpIsClosed() {
        var producer = claimed();

        writer.close();
        commitAll(1);

        assertThat(producer.closed()).isTrue();
        assertThat(answers).containsExactly(new NotCommitted(SOURCE, 1, "it is not claimed", false));
    }
}
