package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Claim;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Forgotten;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.Uuids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * A journal as a connector leaves it behind when it is killed: every topic-partition was claimed, then small operations were
 * prepared, done and forgotten, and in the end larger ones were prepared and not done. Nothing was compacted yet.
 *
 * @param topic the source topic
 * @param topicId its id
 * @param partitions its partitions; their operations come in turn
 * @param records how many records the journal has at most; there are up to three less, so that all operations are whole
 * @param openOperations operations that are not done
 * @param batch tasks of each of those
 * @param at when all that was
 */
record JournalHistory(
        String topic, String topicId, int partitions, int records, int openOperations, int batch, Instant at) {

    private static final UUID NAMESPACE = UUID.fromString("5d0d7c53-6f5d-5c0b-b7a3-3c3f5a1f7d10");
    private static final int RECORDS_OF_AN_ENDED_OPERATION = 4;
    private static final int TASKS_OF_AN_ENDED_OPERATION = 10;

    JournalHistory {
        if (records < partitions + openOperations) {
            throw new IllegalArgumentException(records + " journal records are too few for " + partitions
                    + " partitions and " + openOperations + " open operations");
        }
    }

    /** How many records the journal has. */
    int size() {
        return partitions + RECORDS_OF_AN_ENDED_OPERATION * endedOperations() + openOperations;
    }

    /** The first offset of a partition that is not settled. */
    long frontier(int partition) {
        return (long) TASKS_OF_AN_ENDED_OPERATION * inTurn(endedOperations(), partition);
    }

    /** The first offset of a partition that the journal knows nothing of. */
    long end(int partition) {
        return frontier(partition) + (long) batch * inTurn(openOperations, partition);
    }

    /** The largest of these ends. */
    long longest() {
        return IntStream.range(0, partitions).mapToLong(this::end).max().orElseThrow();
    }

    /** The operations that are not done. */
    List<Prepared> open() {
        return IntStream.range(0, openOperations)
                .mapToObj(number -> {
                    var first = frontier(number % partitions) + (long) batch * (number / partitions);
                    return prepared("open " + number, number % partitions, first, batch);
                })
                .toList();
    }

    /** Gives all entries to {@code journal}, oldest first. */
    void writeTo(Consumer<JournalEntry> journal) {
        for (var partition = 0; partition < partitions; partition++) {
            journal.accept(new Claim(source(partition), "bench/0", "0", at));
        }
        for (var number = 0; number < endedOperations(); number++) {
            writeEnded(number, journal);
        }
        open().forEach(journal);
    }

    private void writeEnded(int number, Consumer<JournalEntry> journal) {
        var tasks = TASKS_OF_AN_ENDED_OPERATION;
        var first = (long) tasks * (number / partitions);
        var operation = prepared("ended " + number, number % partitions, first, tasks);
        var source = operation.source();
        journal.accept(operation);
        journal.accept(new Done(source, operation.operationId(), 0, operation.offsets(), "SUCCESS", tasks));
        journal.accept(new Checkpoint(
                source,
                0,
                first + tasks,
                topicId,
                first,
                at.atZone(ZoneOffset.UTC).toLocalDate(),
                first + tasks));
        journal.accept(new Forgotten(operation.key()));
    }

    private Prepared prepared(String name, int partition, long first, int tasks) {
        return new Prepared(
                source(partition),
                Uuids.v5(NAMESPACE, topic + " " + name),
                0,
                1,
                new PoolId(Pools.of(partition)),
                OffsetSet.range(first, first + tasks - 1),
                at,
                Set.of("PLANNED"));
    }

    private TopicPartition source(int partition) {
        return new TopicPartition(topic, partition);
    }

    private int endedOperations() {
        return (records - partitions - openOperations) / RECORDS_OF_AN_ENDED_OPERATION;
    }

    /** How many of {@code count} things that go to the partitions in turn go to this one. */
    private int inTurn(int count, int partition) {
        return count / partitions + (partition < count % partitions ? 1 : 0);
    }
}
