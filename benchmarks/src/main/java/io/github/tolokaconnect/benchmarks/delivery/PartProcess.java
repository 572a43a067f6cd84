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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A part of the environment in a JVM of its own, from its start until this is closed. */
final class PartProcess implements AutoCloseable {

    private static final long SECONDS_TO_START = 90;
    private static final long SECONDS_TO_STOP = 30;

    private final String name;
    private final Process process;
    private final String address;

    private PartProcess(String name, Process process, String address) {
        this.name = name;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts {@link PartMain} and returns once it serves.
     *
     * @param heap largest heap, such as {@code 512m}
     * @param logs existing directory, in which it writes {@code name.log}
     * @param arguments what the part is started with, after its name
     */
    static PartProcess start(String name, String heap, Path logs, List<String> arguments) {
        var log = logs.resolve(name + ".log");
        try {
            var process = new ProcessBuilder(command(name, heap, arguments))
                    .redirectError(log.toFile())
                    .start();
            var address = address(process);
            if (address == null) {
                process.destroyForcibly();
                throw new BenchmarkException("the " + name + " did not start; its log is " + log);
            }
            return new PartProcess(name, process, address);
        } catch (IOException e) {
            throw new BenchmarkException("the " + name + " cannot be run: " + e.getMessage(), e);
        }
    }

    /** What clients reach it at. */
    String address() {
        return address;
    }

    /** Processor time that it has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Throws if the process has ended before it had to. */
    void check() {
        if (!process.isAlive()) {
            throw new BenchmarkException("the " + name + " ended with status " + process.exitValue());
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

    private static List<String> command(String name, String heap, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(List.of("-Dlog4j2.configurationFile=log4j2-benchmarks.xml", "-cp"));
        command.add(classPath(System.getProperty("java.class.path")));
        command.addAll(List.of(PartMain.class.getName(), name));
        command.addAll(arguments);
        return command;
    }

    /** A class path without the connector, which workers have to load from the archive alone. */
    static String classPath(String own) {
        return Arrays.stream(own.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("kafka-connect-toloka"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The address that a process prints, or null if it ends without or takes too long. */
    private static @Nullable String address(Process process) {
        var line = CompletableFuture.supplyAsync(() -> {
            try (BufferedReader output = process.inputReader()) {
                return output.lines()
                        .filter(printed -> printed.startsWith(PartMain.READY))
                        .findFirst();
            } catch (IOException e) {
                throw new BenchmarkException("a part's address cannot be read", e);
            }
        });
        try {
            return line.get(SECONDS_TO_START, TimeUnit.SECONDS)
                    .map(printed -> printed.substring(PartMain.READY.length()))
                    .orElse(null);
        } catch (ExecutionException | TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
