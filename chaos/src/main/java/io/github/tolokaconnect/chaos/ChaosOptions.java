package io.github.tolokaconnect.chaos;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do.
 *
 * @param records how many records are sent
 * @param time over which they are sent, and the system is disturbed
 * @param seed what the plan is made from
 * @param mode the connector's {@code delivery.mode}
 * @param directory where everything is kept; null for a temporary directory
 */
record ChaosOptions(
        long records,
        Duration time,
        long seed,
        String mode,
        @Nullable Path directory) {}
