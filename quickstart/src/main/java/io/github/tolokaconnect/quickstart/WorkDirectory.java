package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.quickstart.cluster.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directories of a run: one for what only this run needs, deleted at its end, and one for the data, which is part of it unless the
 * user named another. A data directory serves one run at a time.
 */
final class WorkDirectory implements AutoCloseable {

    private static final String LOG = "quickstart.log";

    private final Path temporary;
    private final Path data;
    private final @Nullable FileLock lock;

    private WorkDirectory(Path temporary, Path data, @Nullable FileLock lock) {
        this.temporary = temporary;
        this.data = data;
        this.lock = lock;
    }

    /**
     * Creates what is missing and takes possession of it.
     *
     * @param parent directory for the temporary part
     * @param name name of the temporary part; what a dead process left there is deleted
     * @throws UsageException if the data directory cannot be used
     */
    static WorkDirectory open(Path parent, String name, Optional<Path> dataDirectory) {
        var lock = dataDirectory.map(WorkDirectory::locked).orElse(null);
        var temporary = parent.resolve(name);
        var data = dataDirectory.orElse(temporary.resolve("data"));
        try {
            FileTree.delete(temporary);
            Files.createDirectory(temporary);
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UsageException("Directory " + temporary + " cannot be made: " + e.getMessage());
        }
        return new WorkDirectory(temporary, data, lock);
    }

    /** Where native libraries and the like are unpacked. */
    Path temporary() {
        return temporary;
    }

    Path plugins() {
        return temporary.resolve("plugins");
    }

    Path broker() {
        return data.resolve("broker");
    }

    Path streams() {
        return data.resolve("streams");
    }

    Path ports() {
        return data.resolve("ports.properties");
    }

    /** The log of all parts. */
    Path log() {
        return (lock == null ? temporary : data).resolve(LOG);
    }

    /** The log, moved out of the part that is deleted; empty if there is nothing in it. */
    Optional<Path> keptLog() {
        try {
            if (Files.notExists(log()) || Files.size(log()) == 0) {
                return Optional.empty();
            }
            if (lock != null) {
                return Optional.of(log());
            }
            var kept = temporary.resolveSibling(temporary.getFileName() + ".log");
            return Optional.of(Files.copy(log(), kept, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(temporary);
        if (lock != null) {
            lock.acquiredBy().close();
        }
    }

    private static FileLock locked(Path directory) {
        try {
            Files.createDirectories(directory);
            var channel = FileChannel.open(
                    directory.resolve("quickstart.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            channel.close();
        } catch (IOException e) {
            throw new UsageException("--data-dir=" + directory + " cannot be written: " + e.getMessage());
        } catch (OverlappingFileLockException e) {
            // The holder is this very process: the same refusal as for another one.
        }
        throw new UsageException(
                "--data-dir=" + directory + " is in use by another quickstart; stop it or name another");
    }
}
