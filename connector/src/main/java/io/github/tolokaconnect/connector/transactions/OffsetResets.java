package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.connector.journal.JournalCodec;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the journal that a person altered the offsets of a stopped connector: a new epoch begins, in which records that are read
 * again become tasks again.
 */
public final class OffsetResets {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetResets.class);

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final JournalSettings settings;
    private final InstantSource clock;

    /** Resets in the journal of {@code settings}. */
    public OffsetResets(JournalSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Shuts out whatever is left of the connector's sink tasks, and writes all resets or none. Waits for the cluster. Asking again
     * for the same offsets is harmless.
     *
     * @param offsets where reading goes on; null for wherever a group without offsets begins
     * @throws ConnectException if it could not be done; the message says whether anything was altered
     */
    public void write(Map<TopicPartition, @Nullable Long> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        var clients = new JournalClients(settings, "offsets");
        try {
            write(offsets, clients);
        } catch (UnknownTopicOrPartitionException noJournal) {
            LOG.info("No journal, so no offsets to reset in it topic={}", settings.topic());
        } catch (KafkaException | UnreadableJournalException failure) {
            throw new ConnectException(
                    "TLK-510 The journal " + settings.topic() + " could not be told that the offsets of "
                            + offsets.keySet() + " are altered: " + Failures.reason(failure)
                            + "; nothing was altered, see to the cause and ask again",
                    failure);
        }
    }

    private void write(Map<TopicPartition, @Nullable Long> offsets, JournalClients clients) {
        var admin = clients.admin();
        try {
            shutOut(admin, offsets.keySet());
            var recovered =
                    new JournalReader(clients, settings.topic(), clock).read(offsets.keySet(), journalEnd(admin));
            var resets = resets(offsets, recovered);
            if (!resets.isEmpty()) {
                write(resets, clients);
            }
        } finally {
            admin.close(CLOSE);
        }
    }

    private void shutOut(Admin admin, Collection<TopicPartition> sources) {
        Answers.of(admin.fenceProducers(
                        sources.stream().map(settings.transactionalIds()).toList())
                .all());
    }

    /** What was committed before has a lower offset, also what is not decided yet. */
    private long journalEnd(Admin admin) {
        var place = new TopicPartition(settings.topic(), JournalRecords.PARTITION);
        return Answers.of(admin.listOffsets(Map.of(place, OffsetSpec.latest())).partitionResult(place))
                .offset();
    }

    private List<Reset> resets(Map<TopicPartition, @Nullable Long> offsets, Map<TopicPartition, Recovered> journal) {
        var resets = new ArrayList<Reset>();
        offsets.forEach((source, offset) -> {
            var recovered = journal.getOrDefault(source, Recovered.NOTHING);
            if (!recovered.equals(Recovered.NOTHING)) {
                resets.add(reset(source, offset, recovered));
            }
        });
        return resets;
    }

    private Reset reset(TopicPartition source, @Nullable Long offset, Recovered recovered) {
        return new Reset(
                source,
                recovered.epoch() + 1,
                offset,
                stillSettled(offset, recovered),
                Reset.Reason.OFFSETS_ALTERED,
                clock.instant(),
                recovered.topicId(),
                recovered.recreatedIn());
    }

    /** Who goes forward repeats nothing; who goes back means to repeat everything from there on. */
    private static OffsetSet stillSettled(@Nullable Long offset, Recovered recovered) {
        var frontier = recovered.frontier();
        if (offset == null || (frontier != null && offset < frontier)) {
            return OffsetSet.EMPTY;
        }
        return recovered.settled().from(offset);
    }

    /** One transaction for all: whose producer it is does not matter, since nobody else writes now. */
    private void write(List<Reset> resets, Clients clients) {
        var records = new JournalRecords(settings.topic(), new JournalCodec(), "", "", clock);
        var producer = clients.producer(resets.get(0).source());
        try {
            producer.initTransactions();
            producer.beginTransaction();
            resets.forEach(reset -> {
                var unused = producer.send(records.of(reset));
            });
            commit(producer);
        } finally {
            producer.close(CLOSE);
        }
    }

    private void commit(Producer<byte[], byte[]> producer) {
        try {
            producer.commitTransaction();
        } catch (TimeoutException | InterruptException doubt) {
            throw new ConnectException(
                    "TLK-510 Whether the journal " + settings.topic()
                            + " was told that offsets are altered is not known, since its cluster does not answer; the"
                            + " consumer group's offsets are as they were, ask again",
                    doubt);
        }
    }
}
