package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Looks at the offsets up to which a connector's results can be read until they stand still. */
final class ResultWatch {

    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(50);
    private static final Duration STANDSTILL = Duration.ofSeconds(2);
    private static final Duration TOO_LONG = Duration.ofSeconds(60);

    private final Environment environment;
    private final RunningConnector connector;
    private final LongSupplier nanos;

    ResultWatch(Environment environment, RunningConnector connector, LongSupplier nanos) {
        this.environment = environment;
        this.connector = connector;
        this.nanos = nanos;
    }

    /**
     * Returns once there are so many results, and so many tasks more than {@code before}, and no more come for some time.
     *
     * @throws BenchmarkException if there are not, or are others: every record has to have one task and one result
     */
    Window await(long records, Platform.Audit before) {
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
                if (window.last().offsets() >= records
                        && environment.platform().audit().tasks() >= before.tasks() + records) {
                    return window;
                }
            }
            if (still.compareTo(TOO_LONG) > 0) {
                throw new BenchmarkException(connector.name() + " had no results for " + TOO_LONG.toSeconds()
                        + " seconds; records: " + records + ", offsets of results: "
                        + window.last().offsets());
            }
        }
    }

    /**
     * How many results there are in the end, and how many the first look found.
     *
     * @throws BenchmarkException unless each of the records has one task and one result
     */
    ResultCount count(Window window, long records, Platform.Audit before) {
        var after = environment.platform().audit();
        var count = ResultCount.read(
                environment.cluster().bootstrapServers(),
                window.last().readable(),
                window.first().readable());
        var tasks = after.tasks() - before.tasks();
        var duplicates = after.duplicates() - before.duplicates();
        if (tasks != records || duplicates != 0 || count.all() != records) {
            throw new BenchmarkException(records + " records of " + connector.name() + " became " + tasks + " tasks, "
                    + duplicates + " of them duplicates, and " + count.all() + " results");
        }
        return count;
    }

    private Window.Look look() {
        return new Window.Look(
                nanos.getAsLong(), environment.cluster().readable(connector.results()), environment.processorTime());
    }
}
