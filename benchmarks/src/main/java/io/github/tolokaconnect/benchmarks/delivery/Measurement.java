package io.github.tolokaconnect.benchmarks.delivery;

import java.time.Duration;

/**
 * What came out of one run of the connector.
 *
 * @param mode delivery mode
 * @param tasks tasks whose results became readable within {@code elapsed}
 * @param elapsed from the first results that could be read to the last
 * @param cpu what the processes used meanwhile
 */
record Measurement(String mode, long tasks, Duration elapsed, ProcessorTime cpu) {

    Measurement {
        if (tasks < 1 || elapsed.isNegative() || elapsed.isZero() || cpu.total().isZero()) {
            throw new IllegalArgumentException(tasks + " tasks in " + elapsed + " with " + cpu + " make no rate");
        }
    }

    double tasksPerSecond() {
        return tasks * 1e9 / elapsed.toNanos();
    }

    /** Tasks for each second of processor time, that of all processes together. */
    double tasksPerProcessorSecond() {
        return tasks * 1e9 / cpu.total().toNanos();
    }
}
