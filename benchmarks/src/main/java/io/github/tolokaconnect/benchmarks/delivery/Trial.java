package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One run of the connector. A connector is created and paused once its sink tasks have shared the partitions, since nothing else of a
 * start is to be measured; as many records as the workload says are written; then it goes on, finds them all, and the offsets up
 * to which its results can be read are looked at until they stand still. There is a measurement only if every record has exactly one
 * task and one result.
 */
final class Trial {

    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(50);
    private static final Duration STANDSTILL = Duration.ofSeconds(2);
    private static final Duration TOO_LONG = Duration.ofSeconds(60);

    private final Environment environment;
    private final Workload workload;
    private final RunningConnector connector;
    private final String mode;
    private final TopicDefinition source;
    private final TopicDefinition results;
    private final LongSupplier nanos;

    /** A trial of a delivery mode, under a name that no earlier one had. */
    Trial(Environment environment, Workload workload, String mode, String name, LongSupplier nanos) {
        this.environment = environment;
        this.workload = workload;
        this.connector = new RunningConnector(environment, name, new Waiting(nanos));
        this.mode = mode;
        this.source = Topics.LABELING_TASKS.withName(name + ".tasks").withPartitions(workload.partitions());
        this.results = Topics.TASKS_CREATED.withName(name + ".created").withPartitions(workload.partitions());
        this.nanos = nanos;
    }

    Measurement run() {
        var cluster = environment.cluster();
        cluster.create(List.of(source, results));
        connector.create(workload.settings(mode));
        connector.pause(workload.sinkTasks(), workload.partitions());
        SourceTopic.fill(cluster.bootstrapServers(), source.name(), source.partitions(), workload.records());
        var before = environment.platform().audit();
        connector.resume();
        var window = watch(before.tasks() + workload.records());
        connector.delete();
        var early = check(window, before);
        cluster.deleteTopics(connector.name() + ".");
        return new Measurement(mode, workload.records() - early, window.elapsed(), window.cpu());
    }

    /** Looks until there are {@code tasks} and nothing has changed for some time. */
    private Window watch(long tasks) {
        var window = Window.at(look());
        var changed = nanos.getAsLong();
        while (true) {
            Waiting.pause(BETWEEN_TWO_LOOKS);
            var look = look();
            if (look.offsets() > window.last().offsets()) {
                window = window.with(look);
                changed = look.nanos();
            }
            var still = Duration.ofNanos(look.nanos() - changed);
            if (still.compareTo(STANDSTILL) > 0) {
                connector.check();
                if (window.last().offsets() >= workload.records()
                        && environment.platform().audit().tasks() >= tasks) {
                    return window;
                }
            }
            if (still.compareTo(TOO_LONG) > 0) {
                throw new BenchmarkException("with delivery.mode=" + mode + " there were no results for "
                        + TOO_LONG.toSeconds() + " seconds; offsets of results: "
                        + window.last().offsets() + ", records: " + workload.records());
            }
        }
    }

    private Window.Look look() {
        return new Window.Look(nanos.getAsLong(), environment.cluster().readable(results), environment.processorTime());
    }

    /** Throws unless every record has one task and one result; answers how many results the first look found. */
    private long check(Window window, Platform.Audit before) {
        var after = environment.platform().audit();
        var found = ResultCount.read(
                environment.cluster().bootstrapServers(),
                window.last().readable(),
                window.first().readable());
        var tasks = after.tasks() - before.tasks();
        if (tasks != workload.records()
                || after.duplicates() != before.duplicates()
                || found.all() != workload.records()) {
            throw new BenchmarkException("with delivery.mode=" + mode + " " + workload.records() + " records became "
                    + tasks + " tasks, " + (after.duplicates() - before.duplicates()) + " of them duplicates, and "
                    + found.all() + " results");
        }
        return found.early();
    }
}
