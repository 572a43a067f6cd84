package io.github.tolokaconnect.benchmarks.delivery;

import java.time.Duration;

/** Processor time of the three processes, of all their cores together. */
record ProcessorTime(Duration worker, Duration broker, Duration simulator) {

    Duration total() {
        return worker.plus(broker).plus(simulator);
    }

    /** What was used since {@code earlier}. */
    ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(
                worker.minus(earlier.worker), broker.minus(earlier.broker), simulator.minus(earlier.simulator));
    }
}
