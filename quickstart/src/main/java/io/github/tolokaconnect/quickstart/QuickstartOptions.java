package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.quickstart.input.TaskSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param source records to send
 * @param sinkTasks most sink tasks of the connector, at least 1
 * @param dataDirectoryOrNull directory that keeps the broker's data; without it everything is temporary
 * @param keepRunning whether everything stays up once the work is done
 */
record QuickstartOptions(
        TaskSource source, int sinkTasks, @Nullable Path dataDirectoryOrNull, boolean keepRunning) {

    Optional<Path> dataDirectory() {
        return Optional.ofNullable(dataDirectoryOrNull);
    }
}
