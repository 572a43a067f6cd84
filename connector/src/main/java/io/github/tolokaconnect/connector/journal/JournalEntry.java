package io.github.tolokaconnect.connector.journal;

import io.github.tolokaconnect.client.PoolId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One entry of the journal. Every entry is about one source topic-partition, and the last one of a key counts. */
public sealed interface JournalEntry {

    /** The source topic-partition that the entry is about, in its original coordinates. */
    TopicPartition source();

    /** Under which key it is kept. */
    JournalKey key();

    /**
     * A sink task shut out the topic-partition's former owner and is about to read the journal.
     *
     * @param owner connector and task, for people
     * @param version of the connector
     */
    record Claim(TopicPartition source, String owner, String version, Instant at) implements JournalEntry {
        @Override
        public JournalKey key() {
            return new JournalKey(JournalKey.Kind.CLAIM, source, null);
        }
    }

    /**
     * An operation is about to be sent, or is under way. Its composition never changes again.
     *
     * @param epoch the epoch of the topic-partition in which its id was made
     * @param attempt number of the try, from 1
     * @param offsets its records, in the order in which they are sent
     * @param preparedAt when it was written first
     * @param announced states of the operation of which people were told, {@code PLANNED} among them
     */
    record Prepared(
            TopicPartition source,
            UUID operationId,
            int epoch,
            int attempt,
            PoolId pool,
            OffsetSet offsets,
            Instant preparedAt,
            Set<String> announced)
            implements JournalEntry {
        public Prepared {
            announced = Set.copyOf(announced);
            if (offsets.isEmpty() || attempt < 1) {
                throw new IllegalArgumentException(
                        "operation " + operationId + " attempt " + attempt + " of " + offsets.size() + " records");
            }
        }

        @Override
        public JournalKey key() {
            return new JournalKey(JournalKey.Kind.OPERATION, source, operationId);
        }
    }

    /**
     * An operation has ended, and its results stand in the same transaction.
     *
     * @param settled its records with results; those that are tried again by another operation are not among them
     * @param end how it ended, for people
     * @param created how many of them became tasks
     */
    record Done(TopicPartition source, UUID operationId, int epoch, OffsetSet settled, String end, int created)
            implements JournalEntry {
        @Override
        public JournalKey key() {
            return new JournalKey(JournalKey.Kind.OPERATION, source, operationId);
        }
    }

    /**
     * Records ended before an operation; the events that say so stand in the same transaction.
     *
     * @param id made from the offsets
     */
    record Refused(TopicPartition source, UUID id, int epoch, OffsetSet settled) implements JournalEntry {
        @Override
        public JournalKey key() {
            return new JournalKey(JournalKey.Kind.REFUSED, source, id);
        }
    }

    /**
     * Every record below {@code frontier} is settled.
     *
     * @param topicId id of the source topic; absent if its cluster does not tell
     * @param committed an offset that the consumer group certainly had committed; absent if none is known
     * @param day the UTC day to which {@code tasksToday} belongs
     * @param tasksToday tasks sent from this topic-partition on that day
     */
    record Checkpoint(
            TopicPartition source,
            int epoch,
            long frontier,
            @Nullable String topicId,
            @Nullable Long committed,
            LocalDate day,
            long tasksToday)
            implements JournalEntry {
        @Override
        public JournalKey key() {
            return new JournalKey(JournalKey.Kind.CHECKPOINT, source, null);
        }
    }

    /**
     * What was settled before counts no more: a new epoch begins, in which records may become tasks again. Operations under way
     * keep their records.
     *
     * @param epoch the new epoch, from 1
     * @param from where reading goes on; absent for wherever the consumer group begins
     * @param settled records from there on that stay settled
     * @param reason why
     * @param topicId id of the source topic from now on; absent if its cluster does not tell
     * @param recreatedIn the last epoch that began because the topic was created anew, 0 if that never happened
     */
    record Reset(
            TopicPartition source,
            int epoch,
            @Nullable Long from,
            OffsetSet settled,
            Reason reason,
            Instant at,
            @Nullable String topicId,
            int recreatedIn)
            implements JournalEntry {
        /** Why a new epoch begins. */
        public enum Reason {
            /** A person altered the offsets of the connector. */
            OFFSETS_ALTERED,
            /** The group's offset went back, and the configuration says to process again. */
            REPROCESS,
            /** The source topic was deleted and created anew. */
            TOPIC_RECREATED
        }

        @Override
        public JournalKey key() {
            return new JournalKey(JournalKey.Kind.RESET, source, null);
        }
    }

    /** An entry is needed no more: the frontier has passed all its records. */
    record Forgotten(JournalKey key) implements JournalEntry {
        @Override
        public TopicPartition source() {
            return key.source();
        }
    }
}
