package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A command of this project as a process, with its output in files. Closing kills it and what it started. */
final class ToolProcess implements AutoCloseable {

    private static final Duration TIME_TO_END = Duration.ofSeconds(150);
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(10);

    private final Process process;
    private final Path out;
    private final Path err;

    private ToolProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code command} with its output in {@code directory} and with {@code temporary} for its temporary files. */
    static ToolProcess start(Path directory, Path temporary, List<String> command) throws IOException {
        var out = directory.resolve("stdout");
        var err = directory.resolve("stderr");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        return new ToolProcess(builder.start(), out, err);
    }

    /** The {@code java} that runs these tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What it has printed so far, by lines. */
    List<String> out() throws IOException {
        return Files.readAllLines(out, UTF_8);
    }

    /** What it has complained about so far, by lines, without the remark of {@code java} about its options. */
    List<String> err() throws IOException {
        return Files.readAllLines(err, UTF_8).stream()
                .filter(line -> !line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS"))
                .toList();
    }

    /** Waits for a line that {@code pattern} matches as a whole, and answers its first group. */
    String awaitLine(String pattern) {
        var compiled = Pattern.compile(pattern);
        Waiting.until("a line like " + pattern).until(() -> {
            var present = find(compiled).isPresent();
            if (!present) {
                failIfEnded();
            }
            return present;
        });
        return found(compiled);
    }

    /** Throws, with what it has complained about, if it does not run any more. */
    void failIfEnded() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The process ended with " + process.exitValue() + ": " + err());
        }
    }

    /** Waits for its end and answers its exit status. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(TIME_TO_END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process runs on after " + TIME_TO_END);
        }
        return process.exitValue();
    }

    /** Presses Ctrl-C, as far as one process can do that to another. */
    void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    /** Sends it a signal, by the name that {@code kill} knows it by. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Ends it at once, without a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(TIME_TO_DIE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The processes that it has started and that still run. */
    Stream<ProcessHandle> children() {
        return process.descendants();
    }

    @Override
    public void close() {
        children().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Optional<String> find(Pattern pattern) throws IOException {
        return out().stream()
                .map(pattern::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.groupCount() == 0 ? matcher.group() : matcher.group(1))
                .findFirst();
    }

    private String found(Pattern pattern) {
        try {
            return find(pattern).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
