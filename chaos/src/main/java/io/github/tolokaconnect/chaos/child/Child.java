package io.github.tolokaconnect.chaos.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process of a run, which may be ended and started again; its output, of all its lives, is in one file. */
public final class Child {

    private static final long SECONDS_TO_DIE = 20;

    private final String name;
    private final List<String> command;
    private final Path log;
    private @Nullable Process process;
    private boolean isWanted;
    private boolean isFrozen;

    Child(String name, List<String> command, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
    }

    /** What it is, in a word or two. */
    public String name() {
        return name;
    }

    /** Starts it; what is left of an earlier life is killed first. */
    public synchronized void start() {
        kill();
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .redirectError(Redirect.appendTo(log.toFile()))
                    .start();
            isWanted = true;
        } catch (IOException e) {
            throw new UncheckedIOException("The " + name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Ends it by SIGKILL, and returns once it is gone. */
    public synchronized void kill() {
        isWanted = false;
        isFrozen = false;
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(process);
        }
    }

    /** Asks it to end, by SIGTERM, and returns at once. */
    public synchronized void stop() {
        isWanted = false;
        if (process != null) {
            process.destroy();
        }
    }

    /** Holds it by SIGSTOP. */
    public synchronized void freeze() {
        signal("-STOP");
        isFrozen = true;
    }

    /** Lets it go on, by SIGCONT; no effect if it is not held. */
    public synchronized void thaw() {
        if (isFrozen) {
            signal("-CONT");
            isFrozen = false;
        }
    }

    /** Whether it runs and is not held. */
    public synchronized boolean isAwake() {
        return process != null && process.isAlive() && !isFrozen;
    }

    /** Whether it has ended although nobody wanted it to. */
    public synchronized boolean hasFailed() {
        return isWanted && process != null && !process.isAlive();
    }

    private void signal(String signal) {
        if (process == null || !process.isAlive()) {
            return;
        }
        try {
            var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            awaitEnd(kill);
        } catch (IOException e) {
            throw new UncheckedIOException("The command kill cannot be run: " + e.getMessage(), e);
        }
    }

    private void awaitEnd(Process ending) {
        try {
            if (!ending.waitFor(SECONDS_TO_DIE, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Process " + ending.pid() + " of the " + name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the " + name + " ended", e);
        }
    }
}
