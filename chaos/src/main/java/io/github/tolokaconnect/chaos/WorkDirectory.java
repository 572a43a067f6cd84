package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.quickstart.cluster.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run writes.
 *
 * @param isTemporary whether it is deleted after a run that proved what it should
 */
record WorkDirectory(Path root, boolean isTemporary) {

    /** Makes the directory; {@code wanted} is kept in any case, and has to be empty or missing. */
    static WorkDirectory open(@Nullable Path wanted) {
        try {
            var root = wanted == null
                    ? Files.createTempDirectory("toloka-chaos-")
                    : Files.createDirectories(wanted.toAbsolutePath());
            var work = new WorkDirectory(root, wanted == null);
            Files.createDirectories(work.logs());
            Files.createDirectories(work.temporary());
            return work;
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of the run cannot be made: " + e.getMessage(), e);
        }
    }

    /** One file for each process, and that of the run itself. */
    Path logs() {
        return root.resolve("logs");
    }

    /** What the run says on standard error. */
    Path story() {
        return logs().resolve("chaos.log");
    }

    /** All offences, a line each. */
    Path offences() {
        return logs().resolve("offences.txt");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path broker() {
        return root.resolve("broker");
    }

    Path plugins() {
        return root.resolve("plugins");
    }

    Path fixture() {
        return root.resolve("fixture.json");
    }

    Path workerSettings(int worker) {
        return root.resolve("worker-" + worker + ".properties");
    }

    /** Deletes it all, unless somebody wants to keep it. */
    void delete() {
        if (isTemporary) {
            FileTree.delete(root);
        }
    }
}
