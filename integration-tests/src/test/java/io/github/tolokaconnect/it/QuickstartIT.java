package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/quickstart} as a newcomer runs it, after the build. */
class QuickstartIT {

    private static final String PORT = "127\\.0\\.0\\.1:[0-9]+";
    private static final int MISUSED = 2;
    private static final int INTERRUPTED = 128 + 2;

    @TempDir
    private Path directory;

    private Path temporary;

    @BeforeEach
    void createDirectories() throws IOException {
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    @Test
    void accountsForEveryRecordOfTheSample() throws Exception {
        try (var quickstart = start()) {
            var status = quickstart.awaitExit();

            assertThat(quickstart.err()).isEmpty();
            assertThat(quickstart.out()).element(0).asString().matches("broker     " + PORT);
            assertThat(quickstart.out()).element(1).asString().matches("connect    http://" + PORT);
            assertThat(quickstart.out()).element(2).asString().matches("simulator  http://" + PORT);
            assertThat(quickstart.out()).element(3).asString().matches("page       http://" + PORT);
            assertThat(lastLine(quickstart)).matches(summary(1000, 979, 21));
            assertThat(status).isZero();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void comesBackToItsDataAndRejectsBrokenLines() throws Exception {
        var input = Files.writeString(
                directory.resolve("tasks.jsonl"),
                String.join(
                        "\n",
                        Tasks.valid("1001", "first"),
                        "{\"pool_id\":",
                        "",
                        Tasks.withoutImage("1002"),
                        Tasks.valid("1003", "second")));
        var data = directory.resolve("data");

        for (var run = 0; run < 2; run++) {
            try (var quickstart = start("--input", input.toString(), "--data-dir", data.toString(), "--tasks", "1")) {
                var status = quickstart.awaitExit();

                assertThat(quickstart.err()).isEmpty();
                assertThat(lastLine(quickstart)).matches(summary(4, 2, 2));
                assertThat(status).isZero();
            }
        }
        assertThat(temporary).isEmptyDirectory();
        assertThat(data).isNotEmptyDirectory();
    }

    @Test
    void bringsEveryPredictionToItsEndAndGoesOnWithFurtherItems() throws Exception {
        var data = directory.resolve("data");

        for (var run = 0; run < 2; run++) {
            try (var quickstart =
                    start("--loop", "--predictions", "200", "--workers-rate", "1000", "--data-dir", data.toString())) {
                var status = quickstart.awaitExit();

                assertThat(quickstart.err()).isEmpty();
                assertThat(quickstart.out()).element(4).asString().matches("answers    http://" + PORT + "/answers");
                assertThat(quickstart.out()).element(5).asString().matches("token      [0-9a-f]{32}");
                var sums = sums(lastLine(quickstart));
                assertThat(sums)
                        .containsEntry("predictions", 200)
                        .containsEntry("duplicates", 0)
                        .containsEntry("unaccounted", 0);
                assertThat(sums.get("selected")).isBetween(50, 100);
                assertThat(sums.get("refused")).isBetween(1, 10);
                assertThat(sums.get("created")).isEqualTo(sums.get("selected") - sums.get("refused"));
                assertThat(sums.get("answered")).isEqualTo(3 * sums.get("created"));
                assertThat(sums.get("labels")).isEqualTo(sums.get("created"));
                assertThat(sums.get("agree")).isBetween(1, sums.get("labels") - 1);
                assertThat(status).isZero();
            }
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void staysReachableUntilItIsInterruptedAndLeavesNothing() throws Exception {
        try (var quickstart = start("--records", "2000", "--keep-running")) {
            quickstart.awaitLine(summary(2000, 1960, 40));

            assertThat(status(quickstart.awaitLine("page       (.*)") + "/")).isEqualTo(200);
            assertThat(status(quickstart.awaitLine("connect    (.*)") + "/connectors/toloka-quickstart/status"))
                    .isEqualTo(200);
            var audit = Platform.at(URI.create(quickstart.awaitLine("simulator  (.*)")))
                    .get("/_audit");
            assertThat(audit.body().path("tasks").asLong()).isEqualTo(1960);
            var children = quickstart.children().toList();
            quickstart.interrupt();

            assertThat(quickstart.awaitExit()).isEqualTo(INTERRUPTED);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void saysInOneLineWhatIsWrongWithAnOption() throws Exception {
        try (var quickstart = start("--recrods", "5")) {
            assertThat(quickstart.awaitExit()).isEqualTo(MISUSED);
            assertThat(quickstart.out()).isEmpty();
            assertThat(quickstart.err()).singleElement().asString().contains("--recrods", "--help");
        }
    }

    @Test
    void saysInOneLineThatAFileIsMissing() throws Exception {
        try (var quickstart = start("--input", "missing.jsonl")) {
            assertThat(quickstart.awaitExit()).isEqualTo(MISUSED);
            assertThat(quickstart.out()).isEmpty();
            assertThat(quickstart.err()).singleElement().asString().contains("missing.jsonl", "does not exist");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private ToolProcess start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (System.getProperty("os.name").equals("Linux")) {
            // A build in the background of a shell ignores Ctrl-C, and so would everything that it starts.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(Artifacts.home().resolve("bin/quickstart").toString());
        command.addAll(List.of(arguments));
        return ToolProcess.start(directory, temporary, command);
    }

    private static String summary(int records, int created, int rejected) {
        return "summary records=" + records + " created=" + created + " rejected=" + rejected
                + " duplicates=0 unaccounted=0 seconds=[0-9]+\\.[0-9]";
    }

    /** The sums in a line of a loop, by name; its seconds are left out. */
    private static Map<String, Integer> sums(String line) {
        assertThat(line).startsWith("loop predictions=");
        return Pattern.compile("([a-z]+)=([0-9]+)(?= )")
                .matcher(line)
                .results()
                .collect(Collectors.toMap(sum -> sum.group(1), sum -> Integer.valueOf(sum.group(2))));
    }

    private static String lastLine(ToolProcess process) throws IOException {
        var lines = process.out();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
