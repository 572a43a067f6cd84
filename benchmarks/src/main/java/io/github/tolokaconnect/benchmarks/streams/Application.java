package io.github.tolokaconnect.benchmarks.streams;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import io.github.tolokaconnect.benchmarks.delivery.PartProcess;
import io.github.tolokaconnect.benchmarks.delivery.PartProcess.PartFiles;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** An instance of the streams app, as a process. */
final class Application implements AutoCloseable {

    /** Its consumer group. */
    static final String GROUP = "bench-streams";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

    private final PartProcess process;
    private final Path state;
    private final HttpClient http = HttpClient.newHttpClient();

    private Application(PartProcess process, Path state) {
        this.process = process;
        this.state = state;
    }

    /**
     * What instances have in common.
     *
     * @param brokers the broker's address
     * @param config the configuration file that they start from
     * @param jvm flags of the JVM
     * @param overrides keys that win over the file
     * @param files where they write
     */
    record Recipe(String brokers, Path config, List<String> jvm, Map<String, String> overrides, PartFiles files) {}

    /** Starts an instance with its state in {@code state}, which may hold that of an earlier one. */
    static Application start(String name, Path state, Recipe recipe) {
        var arguments = new ArrayList<>(List.of("--config", recipe.config().toString()));
        override(arguments, "bootstrap.servers", recipe.brokers());
        override(arguments, "application.id", GROUP);
        override(arguments, "state.dir", state.toString());
        // Not 0: instances find each other by addresses that are known before they start.
        override(arguments, "http.port", String.valueOf(FreePorts.one()));
        override(arguments, "replication.factor", "1");
        override(arguments, "print.operations", "false");
        recipe.overrides().forEach((key, value) -> override(arguments, key, value));
        return new Application(PartProcess.start(name, AppMain.class, recipe.jvm(), recipe.files(), arguments), state);
    }

    private static void override(List<String> arguments, String key, String value) {
        arguments.add("--override");
        arguments.add(key + "=" + value);
    }

    /** Where it answers; waits until it listens. */
    URI url() {
        return URI.create(process.address());
    }

    /** Whether it says that it is ready; throws if it has ended. */
    boolean isReady() {
        process.check();
        try {
            return http.send(
                                    HttpRequest.newBuilder(url().resolve("/health/ready"))
                                            .timeout(TIMEOUT)
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    /** Throws if it has ended. */
    void check() {
        process.check();
    }

    /** Processor time that it has used so far. */
    Duration cpu() {
        return process.cpu();
    }

    /** Memory of the process that is in use, in bytes; 0 where the system does not say. */
    long residentBytes() {
        try {
            var status = Path.of("/proc", String.valueOf(process.pid()), "status");
            var found = RESIDENT.matcher(Files.exists(status) ? Files.readString(status) : "");
            return found.find() ? 1024 * Long.parseLong(found.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the memory of process " + process.pid() + " is not known", e);
        }
    }

    /** Length of the files of its state, in bytes. */
    long stateBytes() {
        var length = new AtomicLong();
        try {
            Files.walkFileTree(state, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    length.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                // A store tidies up its files while they are being looked at.
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new BenchmarkException("the state in " + state + " cannot be measured: " + e.getMessage(), e);
        }
        return length.get();
    }

    /** Ends it as a crash would. */
    void kill() {
        process.kill();
    }

    /** Ends it as a signal would, and waits for it. */
    @Override
    public void close() {
        process.close();
    }
}
