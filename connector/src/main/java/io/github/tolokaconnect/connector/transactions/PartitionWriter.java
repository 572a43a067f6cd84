package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.results.EventRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what one source topic-partition commits, through the producer that its last claim made. After any failure it writes nothing
 * until the next claim: {@code initTransactions} then decides what was in doubt. For one thread at a time.
 */
final class PartitionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);

    /** Several commits share a transaction up to about this many records, so that it takes a small part of its timeout. */
    private static final int MOST_RECORDS = 20_000;

    private final TopicPartition source;
    private final Outlet outlet;
    private volatile @Nullable Producer<byte[], byte[]> producer; // only asked for its presence by Connect's thread
    private Refusal refusal = new Refusal("it is not claimed", false);

    /** What the writers of a sink task share. */
    record Outlet(
            OpenProducers producers, JournalRecords journal, EventRecords events, Consumer<DeliveryEvent> answers) {}

    private record Refusal(String reason, boolean fenced) {}

    PartitionWriter(TopicPartition source, Outlet outlet) {
        this.source = source;
        this.outlet = outlet;
    }

    /** Whether the topic-partition is claimed, as far as this sink task knows. */
    boolean isOpen() {
        return producer != null;
    }

    /**
     * Shuts out whoever wrote for the topic-partition before, and says so in the journal.
     *
     * @return offset of the claim; everything that was committed before is below
     * @throws KafkaException if it could not be done
     */
    long claim() {
        close();
        var claiming = outlet.producers().open(source);
        try {
            var written = new AtomicLong(-1);
            claiming.initTransactions();
            claiming.beginTransaction();
            var unused = claiming.send(outlet.journal().claim(source), (metadata, failure) -> {
                if (failure == null) {
                    written.set(metadata.offset());
                }
            });
            claiming.commitTransaction();
            if (written.get() < 0) {
                throw new KafkaException("the broker does not say where it wrote the claim");
            }
            producer = claiming;
            return written.get();
        } finally {
            if (producer == null) {
                outlet.producers().close(claiming);
            }
        }
    }

    /** Writes commits in one transaction and answers each. {@code waiting} gives the next one, null if there is none. */
    void commit(Supplier<Effect.@Nullable Commit> waiting) {
        var open = producer;
        if (open == null) {
            for (var commit = waiting.get(); commit != null; commit = waiting.get()) {
                refuse(commit);
            }
            return;
        }
        var written = new ArrayList<Effect.Commit>();
        try {
            open.beginTransaction();
            int records = 0;
            while (records < MOST_RECORDS) {
                var commit = waiting.get();
                if (commit == null) {
                    break;
                }
                written.add(commit);
                records += write(commit, open);
            }
            open.commitTransaction();
        } catch (KafkaException | IllegalStateException failure) {
            fail(written, open, failure);
            return;
        }
        written.forEach(this::committed);
    }

    private int write(Effect.Commit commit, Producer<byte[], byte[]> open) {
        var transaction = new Transaction(open);
        // Readers meet the events before the entry that says they are there.
        commit.publications().forEach(publication -> outlet.events().write(publication, transaction::send));
        commit.entries().forEach(entry -> transaction.send(outlet.journal().of(entry)));
        return transaction.records;
    }

    private void committed(Effect.Commit commit) {
        commit.publications().forEach(outlet.events()::committed);
        outlet.answers().accept(new DeliveryEvent.Committed(source, commit.ticket()));
    }

    private void fail(List<Effect.Commit> commits, Producer<byte[], byte[]> open, RuntimeException failure) {
        LOG.debug("Commit failed topicPartition={}", source, failure);
        refusal = new Refusal(Failures.reason(failure), Failures.isFenced(failure));
        producer = null;
        commits.forEach(this::refuse);
        try {
            // Whatever is still open would hold up every reader of the journal and of the result topics.
            open.abortTransaction();
        } catch (KafkaException | IllegalStateException leftToTheBroker) {
            LOG.debug("Transaction not aborted topicPartition={}", source, leftToTheBroker);
        }
        outlet.producers().close(open);
        if (!refusal.fenced()) {
            // Whoever fenced this writer out publishes them, and nothing is late.
            commits.forEach(commit -> commit.publications().forEach(outlet.events()::failed));
        }
    }

    private void refuse(Effect.Commit commit) {
        outlet.answers()
                .accept(new DeliveryEvent.NotCommitted(source, commit.ticket(), refusal.reason, refusal.fenced));
    }

    /** Gives the topic-partition up. */
    void close() {
        var open = producer;
        if (open != null) {
            producer = null;
            refusal = new Refusal("it is not claimed", false);
            outlet.producers().close(open);
        }
    }

    /** Sends records into an open transaction and counts them. What becomes of them is told when it is committed. */
    private static final class Transaction {
        private final Producer<byte[], byte[]> producer;
        private int records;

        Transaction(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        void send(ProducerRecord<byte[], byte[]> record) {
            var unused = producer.send(record);
            records++;
        }
    }
}
