package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulatorMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "--port x, --port",
        "--port 70000, --port 70000 is not within 0 to 65535",
        "--operation-ms 5, 'is not MIN..MAX in milliseconds'",
        "--operation-ms 9..5, must go up",
        "--tasks-per-minute -1, a quota must be at least 1",
        "--clones-per-day -1, a quota must be at least 1",
        "--tasks-per-pool -1, a pool must be allowed at least 1 task",
        "--auto-archive-days 40000, a pool is archived after 1 to 36500 idle days",
        "--fixture /nowhere/at/all.json, /nowhere/at/all.json cannot be read",
        "--nonsense, --nonsense",
    })
    void refusesAFlagInOneLine(String flags, String message) {
        int status = run(flags.split(" ", -1));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhereAFixtureIsBroken() throws IOException {
        Path fixture =
                Files.writeString(directory.resolve("world.json"), "{\"tokens\":[],\"projects\":[],\"pools\":{}}");

        int status = run("--fixture", fixture.toString());

        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("world.json: fixture $.pools: must be an array");
    }

    @Test
    void saysThatItsPortIsTaken() {
        try (TolokaSimulator other = TolokaSimulator.builder().start()) {
            int port = other.url().getPort();

            int status = run("--port", Integer.toString(port));

            assertThat(status).isEqualTo(1);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .contains("cannot listen on 127.0.0.1:" + port);
        }
    }

    @Test
    void explainsItselfAsTheDocumentationDoes() throws IOException {
        Path page = Path.of("..", "docs", "simulator.md");
        String documentation = Files.readString(page);

        int status = run("--help");
        String explained = documentation.replaceFirst(
                "(?s)```text\n.*?\n```",
                Matcher.quoteReplacement("```text\n" + out.toString().strip() + "\n```"));
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(page, explained);
            documentation = explained;
        }

        assertThat(status).isZero();
        assertThat(documentation)
                .as("docs/simulator.md is out of date; run: mvn -pl simulator -am test -Dupdate.docs=true")
                .isEqualTo(explained);
    }

    @Test
    void knowsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("toloka-simulator ");
    }

    @Test
    @Timeout(60)
    void listensUntilItIsToldToStop() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader reader = process.inputReader()) {
            String ready = reader.readLine();
            URI url = URI.create(ready.substring("listening on ".length()));

            HttpResponse<String> audit = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(url.resolve("/_audit")).build(), HttpResponse.BodyHandlers.ofString());
            process.toHandle().destroy();

            assertThat(ready).matches("listening on http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(audit.statusCode()).isEqualTo(200);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reader.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    private int run(String... args) {
        CommandLine command =
                SimulatorMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(args);
    }
}
