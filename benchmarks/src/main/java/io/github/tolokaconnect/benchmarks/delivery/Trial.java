package io.github.tolokaconnect.benchmarks.delivery;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * One run of the connector. A connector is created, and its sink tasks share the partitions, since a start is not to be measured; as
 * many records as the workload says are written in one transaction, so that it finds them all at once; and its results are watched
 * to the last. There is a measurement only if every record has exactly one task and one result.
 */
final class Trial {

    private final Environment environment;
    private final Workload workload;
    private final String mode;
    private final RunningConnector connector;
    private final ResultWatch watch;

    /** A trial of a delivery mode, under a name that no earlier one had. */
    Trial(Environment environment, Workload workload, String mode, String name, LongSupplier nanos) {
        this.environment = environment;
        this.workload = workload;
        this.mode = mode;
        this.connector = new RunningConnector(environment, name, workload.partitions(), new Waiting(nanos));
        this.watch = new ResultWatch(environment, connector, nanos);
    }

    Measurement run() {
        var cluster = environment.cluster();
        var records = workload.records();
        cluster.create(List.of(connector.source(), connector.results()));
        connector.create(workload.settings(mode));
        connector.awaitSinkTasks(workload.sinkTasks());
        var before = environment.platform().audit();
        try (var writer = BulkWriter.inTransaction(cluster.bootstrapServers(), connector.name())) {
            new SourceTopic(connector.source().name(), workload.partitions(), partition -> Pools.COMMON)
                    .fill(writer, records);
        }
        var window = watch.await(records, before);
        connector.delete();
        var count = watch.count(window, records, before);
        cluster.deleteTopics(connector.name() + ".");
        return new Measurement(mode, count.all() - count.early(), window.elapsed(), window.cpu());
    }
}
