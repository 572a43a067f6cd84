package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.connector.journal.JournalCodec;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes records of the journal's topic. Safe from any thread.
 *
 * @param owner connector and sink task, for people
 * @param version of the connector
 */
record JournalRecords(String topic, JournalCodec codec, String owner, String version, InstantSource clock) {

    /** The journal's only partition. */
    static final int PARTITION = 0;

    ProducerRecord<byte[], byte[]> of(JournalEntry entry) {
        return new ProducerRecord<>(topic, PARTITION, codec.key(entry.key()), codec.value(entry));
    }

    /** The entry that says who claims a topic-partition now. */
    ProducerRecord<byte[], byte[]> claim(TopicPartition source) {
        return of(new JournalEntry.Claim(source, owner, version, clock.instant()));
    }
}
