package io.github.tolokaconnect.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The simulator as a process, from its start until this is closed; asked for its memory by the tools of the JDK and of Linux. */
final class SimulatorProcess implements AutoCloseable {
    private static final String READY = "listening on ";
    private static final long KILO = 1_024;

    private final Process process;
    private final URI url;

    private SimulatorProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it with {@code command}, and waits until it listens. */
    static SimulatorProcess start(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroy();
                throw new BenchmarkException("the simulator did not start: " + String.join(" ", command));
            }
            return new SimulatorProcess(process, URI.create(line.substring(READY.length())));
        } catch (IOException e) {
            throw new BenchmarkException("cannot run " + String.join(" ", command), e);
        }
    }

    URI url() {
        return url;
    }

    /** Processor time that it has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What it takes now, after a full collection. */
    Footprint footprint() {
        tool("jcmd", Long.toString(process.pid()), "GC.run");
        return new Footprint(heap(tool("jstat", "-gc", Long.toString(process.pid()))), resident(), spilled());
    }

    /** The used parts of survivor, eden and old spaces, from what jstat prints: a line of titles and one of kilobytes. */
    static long heap(String printed) {
        List<String> lines = printed.lines().toList();
        List<String> titles = Arrays.asList(lines.get(0).strip().split("\\s+", -1));
        String[] values = lines.get(1).strip().split("\\s+", -1);
        double kilobytes = 0;
        for (String title : List.of("S0U", "S1U", "EU", "OU")) {
            kilobytes += Double.parseDouble(values[titles.indexOf(title)]);
        }
        return (long) (kilobytes * KILO);
    }

    private long resident() {
        Path status = proc().resolve("status");
        try {
            return Files.exists(status) ? resident(Files.readString(status)) : -1;
        } catch (IOException e) {
            throw new BenchmarkException("cannot read " + status, e);
        }
    }

    /** The line {@code VmRSS: 12345 kB} of a process's status. */
    static long resident(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KILO)
                .findFirst()
                .orElse(-1L);
    }

    private long spilled() {
        Path descriptors = proc().resolve("fd");
        if (!Files.exists(descriptors)) {
            return -1;
        }
        long bytes = 0;
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (Files.readSymbolicLink(link).toString().contains(".spill")) {
                    bytes += Files.size(link);
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new BenchmarkException("cannot read " + descriptors, e);
        }
    }

    private Path proc() {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    private static String tool(String... command) {
        String[] located = command.clone();
        located[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        try {
            Process tool = new ProcessBuilder(located).redirectErrorStream(true).start();
            String output;
            try (BufferedReader reader = tool.inputReader(StandardCharsets.UTF_8)) {
                output = reader.lines().collect(Collectors.joining("\n"));
            }
            if (tool.waitFor() != 0) {
                throw new BenchmarkException(command[0] + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new BenchmarkException(located[0] + " cannot be run; a JDK is needed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
