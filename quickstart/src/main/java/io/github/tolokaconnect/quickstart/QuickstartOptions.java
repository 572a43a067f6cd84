package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.quickstart.input.TaskSource;
import io.github.tolokaconnect.quickstart.loop.LoopOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param source records to send, unless the loop is shown
 * @param loopOrNull how the whole loop is shown; without it task records are sent
 * @param sinkTasks most sink tasks of the connector, at least 1
 * @param dataDirectoryOrNull directory that keeps the broker's data; without it everything is temporary
 * @param keepRunning whether everything stays up once the work is done
 */
record QuickstartOptions(
        TaskSource source,
        @Nullable LoopOptions loopOrNull,
        int sinkTasks,
        @Nullable Path dataDirectoryOrNull,
        boolean keepRunning) {

    Optional<LoopOptions> loop() {
        return Optional.ofNullable(loopOrNull);
    }

    Optional<Path> dataDirectory() {
        return Optional.ofNullable(dataDirectoryOrNull);
    }
}
