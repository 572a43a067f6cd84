package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A part of an environment in a JVM of its own, from its start until this is closed. */
public final class PartProcess implements AutoCloseable {

    // Ctrl-C reaches all processes of a terminal, but the parts have to end one after another.
    private static final List<String> NO_INTERRUPT = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");
    private static final long SECONDS_TO_START = 90;
    private static final long SECONDS_TO_STOP = 30;

    private final String name;
    private final Process process;
    private final CompletableFuture<Optional<String>> address;

    /**
     * Where parts write.
     *
     * @param temporary existing directory for what nobody needs afterwards
     * @param logs existing directory, for a file {@code name.log} each
     */
    public record PartFiles(Path temporary, Path logs) {}

    private PartProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.address = CompletableFuture.supplyAsync(() -> printedAddress(process.inputReader()));
    }

    /**
     * Starts {@link PartMain}.
     *
     * @param heap largest heap, such as {@code 512m}
     * @param files where it writes
     * @param arguments what the part is started with, after its name
     */
    public static PartProcess start(String name, String heap, PartFiles files, List<String> arguments) {
        var own = new ArrayList<>(List.of(name));
        own.addAll(arguments);
        return start(name, PartMain.class, List.of("-Xmx" + heap), files, own);
    }

    /**
     * Starts a main class that prints a line with its address, as {@link PartMain} does, and ends with its standard input.
     *
     * @param name what it is called in messages and in the name of its log
     * @param flags flags of the JVM
     * @param files where it writes
     */
    public static PartProcess start(
            String name, Class<?> main, List<String> flags, PartFiles files, List<String> arguments) {
        try {
            return new PartProcess(
                    name,
                    new ProcessBuilder(command(main, flags, files.temporary(), arguments))
                            .redirectError(files.logs().resolve(name + ".log").toFile())
                            .start());
        } catch (IOException e) {
            throw new BenchmarkException("the " + name + " cannot be run: " + e.getMessage(), e);
        }
    }

    /**
     * What clients reach it at; waits until it serves.
     *
     * @throws BenchmarkException if it ends before that or takes too long
     */
    public String address() {
        try {
            return address.get(SECONDS_TO_START, TimeUnit.SECONDS)
                    .orElseThrow(() -> new BenchmarkException("the " + name + " did not start"));
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchmarkException("the " + name + " did not start within " + SECONDS_TO_START + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    /** Processor time that it has used so far. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Throws if the process has ended before it had to. */
    public void check() {
        if (!process.isAlive()) {
            throw new BenchmarkException("the " + name + " ended with status " + process.exitValue());
        }
    }

    /** Id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has ended by itself without a failure; false while it runs. */
    public boolean hasSucceeded() {
        return !process.isAlive() && process.exitValue() == 0;
    }

    /** Ends it by force, as a crash would, and returns once it is gone. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    /** Asks it to end, waits for it, and ends it by force if it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Class<?> main, List<String> flags, Path temporary, List<String> arguments) {
        var command = new ArrayList<>(NO_INTERRUPT);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-Dlog4j2.configurationFile=log4j2-benchmarks.xml", "-cp"));
        command.add(classPath(System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** A class path without the connector, which workers have to load from the archive alone. */
    static String classPath(String own) {
        return Arrays.stream(own.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("kafka-connect-toloka"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The address among the lines that a process prints, if it prints one before it ends. */
    private static Optional<String> printedAddress(BufferedReader output) {
        return output.lines()
                .filter(line -> line.startsWith(PartMain.READY))
                .map(line -> line.substring(PartMain.READY.length()))
                .findFirst();
    }
}
