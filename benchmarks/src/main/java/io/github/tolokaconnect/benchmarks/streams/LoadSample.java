package io.github.tolokaconnect.benchmarks.streams;

import io.github.tolokaconnect.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How far everything was at an instant.
 *
 * @param nanos the instant
 * @param backlog what the application had taken of what was written
 * @param app processor time of the application
 * @param broker processor time of the broker
 * @param load processor time of the load generator
 */
record LoadSample(long nanos, Backlog backlog, Duration app, Duration broker, Duration load) {

    private static final List<String> RESULTS =
            List.of(Topics.TASKS_CREATED.name(), Topics.VALIDATION_ERRORS.name(), Topics.OPERATION_STATUS.name());
    /** Of the cores, so much is all: the rest is the measuring itself and the system. */
    private static final double ALL_CORES = 0.85;

    private static final double KEPT_UP = 0.97;

    /**
     * What happened since {@code earlier}, as a line.
     *
     * @param askedPredictions predictions that were to be written in a second
     * @param askedResults results that were to be written in a second
     * @param cores cores of the machine
     */
    String line(LoadSample earlier, long askedPredictions, long askedResults, int cores) {
        var seconds = (nanos - earlier.nanos) / 1e9;
        var predictions = (predictions() - earlier.predictions()) / seconds;
        var results = (results() - earlier.results()) / seconds;
        var appCores = cores(app, earlier.app, seconds);
        var brokerCores = cores(broker, earlier.broker, seconds);
        var loadCores = cores(load, earlier.load, seconds);
        var isKeptUp = predictions >= KEPT_UP * askedPredictions && results >= KEPT_UP * askedResults;
        return String.format(
                Locale.ROOT,
                "load predictions_per_second=%.0f results_per_second=%.0f asked_predictions=%d asked_results=%d kept_up=%s"
                        + " backlog=%d app_cores=%.2f broker_cores=%.2f generator_cores=%.2f limit=%s",
                predictions,
                results,
                askedPredictions,
                askedResults,
                isKeptUp ? "yes" : "no",
                backlog.open(),
                appCores,
                brokerCores,
                loadCores,
                limit(isKeptUp, appCores + brokerCores + loadCores, cores));
    }

    /** What holds the rate: nothing, the processor, or that somebody waits for somebody. */
    private static String limit(boolean isKeptUp, double used, int cores) {
        if (isKeptUp) {
            return "none";
        }
        return used >= ALL_CORES * cores ? "processor" : "waiting";
    }

    private long predictions() {
        return backlog.taken(Topics.PREDICTIONS.name());
    }

    private long results() {
        return RESULTS.stream().mapToLong(backlog::taken).sum();
    }

    private static double cores(Duration now, Duration earlier, double seconds) {
        return now.minus(earlier).toNanos() / 1e9 / seconds;
    }
}
