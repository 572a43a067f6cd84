package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.connector.journal.JournalCodec;
import io.github.tolokaconnect.connector.journal.PartitionJournal;
import io.github.tolokaconnect.connector.journal.Recovered;
import io.github.tolokaconnect.connector.journal.UnreadableEntryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Bytes;

/** Reads the journal from its beginning. Each reading has a consumer of its own, so readings leave nothing behind. */
final class JournalReader {
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * A transaction that nobody ends holds readers up until its timeout, and the broker looks for such ones every ten seconds. Who
     * gets no further for longer than that gives up.
     */
    private static final Duration LONGEST_STANDSTILL = JournalClients.TRANSACTION_TIMEOUT.plusSeconds(20);

    private final Clients clients;
    private final TopicPartition place;
    private final InstantSource clock;
    private final JournalCodec codec = new JournalCodec();

    JournalReader(Clients clients, String topic, InstantSource clock) {
        this.clients = clients;
        this.place = new TopicPartition(topic, JournalRecords.PARTITION);
        this.clock = clock;
    }

    /**
     * What the journal says now about {@code sources}; other topic-partitions are passed over unread. Waits for the cluster.
     *
     * @param known offset below which everything is read in any case: transactions that are open there are waited for
     * @throws org.apache.kafka.common.KafkaException if it could not be read that far
     * @throws UnreadableEntryException if an entry about {@code sources} is of a later version
     */
    Map<TopicPartition, Recovered> read(Set<TopicPartition> sources, long known) {
        // What came later under the same key makes up for what came before, so only the last of each key is decoded.
        var latest = new HashMap<TopicPartition, Map<Bytes, ConsumerRecord<byte[], byte[]>>>();
        sources.forEach(source -> latest.put(source, new HashMap<>()));
        try (var consumer = clients.consumer()) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            readTo(Math.max(known, committedEnd(consumer)), consumer, latest);
        }
        var recovered = new HashMap<TopicPartition, Recovered>();
        latest.forEach((source, records) -> recovered.put(source, recovered(records.values())));
        return recovered;
    }

    private Recovered recovered(Collection<ConsumerRecord<byte[], byte[]>> records) {
        var journal = new PartitionJournal();
        for (var record : records) {
            try {
                journal.add(codec.entry(record.key(), record.value()));
            } catch (UnreadableEntryException unreadable) {
                throw new UnreadableJournalException(place.topic(), record.offset(), unreadable);
            }
        }
        return journal.recovered();
    }

    private long committedEnd(Consumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
    }

    private void readTo(
            long end,
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Map<Bytes, ConsumerRecord<byte[], byte[]>>> latest) {
        long position = consumer.position(place);
        var progressed = clock.instant();
        while (position < end) {
            consumer.poll(POLL).forEach(record -> take(record, latest));
            long reached = consumer.position(place);
            if (reached > position) {
                progressed = clock.instant();
            } else if (progressed.plus(LONGEST_STANDSTILL).isBefore(clock.instant())) {
                throw new TimeoutException(
                        "the journal " + place.topic() + " could be read to offset " + reached + " only, of " + end);
            }
            position = reached;
        }
    }

    private void take(
            ConsumerRecord<byte[], byte[]> record,
            Map<TopicPartition, Map<Bytes, ConsumerRecord<byte[], byte[]>>> latest) {
        try {
            var records = latest.get(codec.source(record.key()));
            if (records != null) {
                records.put(Bytes.wrap(record.key()), record);
            }
        } catch (UnreadableEntryException unreadable) {
            throw new UnreadableJournalException(place.topic(), record.offset(), unreadable);
        }
    }
}
