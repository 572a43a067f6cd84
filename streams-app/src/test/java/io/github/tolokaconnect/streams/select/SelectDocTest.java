package io.github.tolokaconnect.streams.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.select.RouteBook.Usable;
import io.github.tolokaconnect.streams.select.Rule.Uncertain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SelectDocTest {

    private static final Path CONFIG = Path.of("..", "config", "streams");
    private static final Path DOC = Path.of("..", "docs", "streams-app", "select.md");

    @Test
    void everyRouteInTheConfigurationCanBeUsed() throws IOException {
        for (Path file : files("routes")) {
            assertThat(new StoredRoutes(new FixedControls(), SelectSettings.STANDARD).problem(name(file), json(file)))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void everyAliasInTheConfigurationCanBeUsed() throws IOException {
        for (Path file : files("pools")) {
            assertThat(PoolAlias.problem(name(file), json(file)))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void theExampleIsTheRouteInTheConfiguration() throws IOException {
        assertThat(block("<!-- example route: checked by SelectDocTest -->"))
                .isEqualTo(Files.readString(CONFIG.resolve("routes/cats.json")));
    }

    @Test
    void theExampleRouteSelectsTheExamplePrediction() throws IOException {
        FixedControls controls = new FixedControls();
        controls.put("route/cats", json(CONFIG.resolve("routes/cats.json")));
        controls.put("pool/cats-main", json(CONFIG.resolve("pools/cats-main.json")));
        Prediction prediction = Samples.prediction(block("## Predictions"));

        Usable usable =
                RouteBook.of(controls, Samples.MONTH).first(prediction.tree()).orElseThrow();

        assertThat(usable.poolId()).isEqualTo("38315862");
        assertThat(usable.route().rule().examine(prediction, "cats"))
                .isInstanceOfSatisfying(
                        Uncertain.class,
                        uncertain -> assertThat(uncertain.decidedBy()).isEqualTo("margin<0.2"));
    }

    @Test
    void explainsEveryReasonUnderItsVerdict() throws IOException {
        String doc = Files.readString(DOC);
        String table = doc.substring(doc.indexOf("<!-- reasons"), doc.indexOf("<!-- end of reasons -->"));

        assertThat(table.lines().filter(line -> line.startsWith("| `")).map(SelectDocTest::reason))
                .containsExactly(Arrays.stream(Reason.values())
                        .map(reason -> reason.verdict() + " " + reason)
                        .toArray(String[]::new));
    }

    @Test
    void explainsEveryMeasure() throws IOException {
        String doc = Files.readString(DOC);

        assertThat(Measure.values()).allSatisfy(measure -> assertThat(doc).contains("| `" + measure.id() + "` |"));
    }

    @Test
    void explainsEveryFieldOfARoute() throws IOException {
        String doc = Files.readString(DOC);
        String fields = new StoredRoutes(new FixedControls(), SelectSettings.STANDARD)
                .problem("cats", Samples.json(Samples.routeJson("cats", ", 'x': 1")))
                .orElseThrow()
                .replaceAll(".*allowed are ", "");

        assertThat(fields.split(", "))
                .hasSize(9)
                .allSatisfy(field -> assertThat(doc).contains("\n| `" + field + "` |"));
    }

    private static List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(CONFIG.resolve(directory))) {
            List<Path> found = files.toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static RawJson json(Path file) throws IOException {
        return RawJson.of(Files.readAllBytes(file));
    }

    private static String reason(String row) {
        String[] cells = row.replace("`", "").split("\\|", -1);
        return cells[1].strip() + " " + cells[2].strip();
    }

    /** The first JSON block behind {@code mark}. */
    private static String block(String mark) throws IOException {
        String doc = Files.readString(DOC);
        int from = doc.indexOf("```json\n", doc.indexOf(mark)) + "```json\n".length();
        return doc.substring(from, doc.indexOf("```", from));
    }
}
