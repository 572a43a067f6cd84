package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.reading.Reading;
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
        "--clock noon, is neither real nor driven",
        "--clock 1901-01-01T00:00:00Z, instant of the years 1970 to 2099",
        "--fault {}, --fault: $.do must be an object with fault",
        "--fault @/nowhere/at/all.json, --fault @/nowhere/at/all.json cannot be read",
        "--scenario sunshine, '--scenario sunshine must be one of outage, quota-day'",
        "--spill-dir /nowhere/at/all, 'cannot make a spill file in /nowhere/at/all'",
        "--reading async-status=203, reading async-status is either 202 or 201",
        "--reading nonsense=1, 'is not NAME=CHOICE with one of these names: pool-default-overlap, '",
        "--nonsense, --nonsense",
        "--workers fast, 'is not of the form rate=50'",
        "--workers rate=5;agreement=2, 'agreement=2.0 must be a probability'",
        "--answers -, --answers needs --workers",
        "--webhook http://localhost:9/, --webhook needs --workers",
        "--workers 5 --answers /nowhere/at/all, --answers /nowhere/at/all cannot be written to",
        "--workers 5 --webhook ftp://localhost:9/, a webhook needs a URL",
        "--workers 5 --webhook-secret-file x, --webhook-secret-file needs --webhook",
        "--workers 5 --webhook http://localhost:9/ --webhook-secret-file /nowhere/x, /nowhere/x cannot be read",
    })
    void refusesAFlagInOneLine(String flags, String message) {
        int status = run(flags.replace(';', ',').split(" ", -1));

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
        Path page = Path.of("..", "docs", "simulator", "README.md");
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
                .as("docs/simulator/README.md is out of date; run: mvn -pl simulator -am test -Dupdate.docs=true")
                .isEqualTo(explained);
    }

    @Test
    void listsTheReadingsAndMarksWhatIsChosen() {
        int status = run("--list-readings", "--reading", "async-status=201", "--reading", "retry-after=sent");

        assertThat(status).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "  * 201: 201",
                        "    202: 202",
                        "  * interval: interval MIN or DAY for task quotas, none for " + "requests per second")
                .filteredOn(line -> line.startsWith("  * "))
                .hasSize(Reading.values().length);
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
