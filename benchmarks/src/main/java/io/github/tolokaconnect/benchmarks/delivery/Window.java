package io.github.tolokaconnect.benchmarks.delivery;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The time from the first results that could be read to the last ones.
 *
 * @param first when results were first seen
 * @param last when the offsets were first seen where they stayed
 */
record Window(Look first, Look last) {

    /**
     * What was seen at one instant.
     *
     * @param nanos when, by a clock that only ever goes forward
     * @param readable up to which offset, exclusive, each partition could be read
     * @param cpu what the processes had used
     */
    record Look(long nanos, Map<TopicPartition, Long> readable, ProcessorTime cpu) {

        Look {
            readable = Map.copyOf(readable);
        }

        /** All readable offsets together. */
        long offsets() {
            return readable.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A window of one instant. */
    static Window at(Look look) {
        return new Window(look, look);
    }

    /** The window up to a later look: longer if there were more results by then, else the same. */
    Window with(Look later) {
        return later.offsets() > last.offsets() ? new Window(first.offsets() == 0 ? later : first, later) : this;
    }

    Duration elapsed() {
        return Duration.ofNanos(last.nanos() - first.nanos());
    }

    ProcessorTime cpu() {
        return last.cpu().since(first.cpu());
    }
}
