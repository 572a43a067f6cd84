package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.request.Slice;

/** Where the bytes of a task are fetched from, so that nobody fetches those that are not shown. Any thread may fetch them. */
@FunctionalInterface
interface TaskSource {
    /** The task as it was sent. */
    Slice read();
}
