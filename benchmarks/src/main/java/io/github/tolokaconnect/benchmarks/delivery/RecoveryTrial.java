package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.connector.journal.JournalCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One recovery. Source topic, journal, offsets of the group and platform are brought into the state in which a connector leaves them when
 * it is killed; then it is created, in a worker that has just started, and the platform is watched until it has new tasks from every
 * partition, each of which has a pool of its own. It counts only if in the end every record has exactly one task and one result.
 */
final class RecoveryTrial {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int NEW_OPERATIONS_OF_A_PARTITION = 2;

    private final Environment environment;
    private final Workload workload;
    private final int journalRecords;
    private final int openOperations;
    private final RunningConnector connector;
    private final SourceTopic source;
    private final LongSupplier nanos;
    private final Waiting waiting;

    /**
     * What came out of it.
     *
     * @param partitions partitions of the source topic
     * @param journalRecords records that the journal had
     * @param elapsed from the moment in which Connect had accepted the connector until every partition had new tasks
     * @param cpu what the processes used meanwhile
     */
    record Recovery(int partitions, int journalRecords, Duration elapsed, ProcessorTime cpu) {}

    RecoveryTrial(
            Environment environment, Workload workload, int journalRecords, int openOperations, LongSupplier nanos) {
        this.environment = environment;
        this.workload = workload;
        this.journalRecords = journalRecords;
        this.openOperations = openOperations;
        this.waiting = new Waiting(nanos);
        this.connector = new RunningConnector(environment, "bench-recovery", workload.partitions(), waiting);
        this.source = new SourceTopic(connector.source().name(), workload.partitions(), Pools::of);
        this.nanos = nanos;
    }

    Recovery run(InstantSource clock) {
        var cluster = environment.cluster();
        cluster.create(List.of(connector.source(), connector.results(), connector.journal()));
        var history = new JournalHistory(
                source.name(),
                cluster.idOf(source.name()),
                source.partitions(),
                journalRecords,
                openOperations,
                workload.batch(),
                clock.instant());
        var before = environment.platform().audit();
        var records = leaveBehind(history);
        var killed = environment.platform().audit();

        connector.create(workload.settings("exactly_once"));
        var cpu = environment.processorTime();
        var start = nanos.getAsLong();
        var pools = IntStream.range(0, source.partitions()).mapToObj(Pools::of).toList();
        waiting.until(
                "the recovery",
                LIMIT,
                LOOK_AGAIN,
                () -> environment.platform().audit().hasMoreIn(pools, killed));
        var elapsed = Duration.ofNanos(nanos.getAsLong() - start);
        var used = environment.processorTime().since(cpu);

        var watch = new ResultWatch(environment, connector, nanos);
        watch.count(watch.await(records, before), records, before);
        connector.delete();
        return new Recovery(source.partitions(), history.size(), elapsed, used);
    }

    /** Brings everything into the state of {@code history}, with some records more; answers how many records have no result yet. */
    private long leaveBehind(JournalHistory history) {
        var partitions = IntStream.range(0, source.partitions());
        var frontiers = partitions
                .boxed()
                .collect(
                        Collectors.toMap(partition -> new TopicPartition(source.name(), partition), history::frontier));
        var length = history.longest() + (long) NEW_OPERATIONS_OF_A_PARTITION * workload.batch();
        try (var writer = BulkWriter.to(environment.cluster().bootstrapServers())) {
            source.fill(writer, Math.toIntExact(length * source.partitions()));
        }
        write(history);
        environment.cluster().commit(connector.group(), frontiers);
        startOperations(history);
        return length * source.partitions()
                - frontiers.values().stream().mapToLong(Long::longValue).sum();
    }

    private void write(JournalHistory history) {
        var codec = new JournalCodec();
        var journal = connector.journal().name();
        try (var writer = BulkWriter.to(environment.cluster().bootstrapServers())) {
            history.writeTo(
                    entry -> writer.write(new ProducerRecord<>(journal, codec.key(entry.key()), codec.value(entry))));
            writer.finish();
        }
    }

    /** Has the platform create the tasks of the operations that are not done, and returns once it has. */
    private void startOperations(JournalHistory history) {
        var platform = environment.platform();
        var tasks = platform.audit().tasks() + (long) openOperations * workload.batch();
        history.open()
                .forEach(operation -> platform.startOperation(
                        operation.operationId(),
                        source.request(
                                operation.source().partition(),
                                operation.offsets().first(),
                                Math.toIntExact(operation.offsets().size()))));
        waiting.until(
                "the open operations", LIMIT, LOOK_AGAIN, () -> platform.audit().tasks() >= tasks);
    }
}
