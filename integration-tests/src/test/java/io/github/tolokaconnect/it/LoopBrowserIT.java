package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.streams.StreamsApp;
import io.github.tolokaconnect.streams.StreamsAppConfig;
import io.github.tolokaconnect.streams.web.Browser;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in front of everything real: predictions become tasks of the platform by way of broker and connector, a person repairs the one
 * that was refused, and the page counts what the topics hold. Run by {@code .ci/streams-page}, where a browser is.
 */
@Tag("browser")
class LoopBrowserIT {

    private static final Duration START_TIME = Duration.ofSeconds(60);
    private static final String TOKEN = "canary-browser-token";
    private static final String POOL = "1001";
    private static final String BROKEN = "pet-broken";
    private static final String ROUTE = """
            {"pool": "@pets",
             "select": {"any": [{"measure": "margin", "less_than": 0.2}]},
             "dedup": {"by": ["/input/image"], "window": "P1D"},
             "map": {"input_values": {"image": "/input/image"}, "overlap": 1}}""";

    /** Of its own, because here the topics have the names that everybody uses. */
    private final Cluster cluster = Cluster.start();

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 100))
            .start();
    private final Pipeline connector =
            Pipeline.to(cluster, toloka.url(), "loop").with("topics", Topics.LABELING_TASKS.name());
    private final Browser browser = Browser.start();
    private final EventCodec codec = new EventCodec();
    private StreamsApp app;

    @BeforeEach
    void start(@TempDir Path state) throws Exception {
        connector.start();
        app = StreamsApp.start(StreamsAppConfig.from(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "state.dir", state.toString(),
                "replication.factor", "1",
                "commit.interval.ms", "100",
                "http.port", "0",
                "http.token", TOKEN,
                "print.operations", "false")));
        app.awaitReady(START_TIME);
    }

    @AfterEach
    void stop() {
        browser.close();
        app.close();
        connector.close();
        toloka.close();
        cluster.close();
    }

    @Test
    void followsPredictionsToTasksAndRepairsByClickingTheOneThatWasRefused() throws Exception {
        putTheRouteInForce();
        browser.open(app.url(), "/");
        browser.sees("#routes", "@pets");
        seesCounts(0, 0, 0);

        predictUncertain(0, 5);
        seesCounts(5, 5, 5);
        predictUncertain(5, 12);
        predict("pet-sure", "https://images.example.com/sure.jpg", 0.95);
        predict("pet-again", image(0), 0.55);
        predict(BROKEN, "no address", 0.55);
        seesCounts(15, 13, 12);
        browser.sees("[data-stage=selected] .drops", "duplicate");

        looksUp("pet-3");
        browser.sees(".item-head", "created");
        browser.sees(".entry", "Became task " + taskOf(image(3)) + " in pool " + POOL);

        repairsAndReplays();

        looksUp(BROKEN);
        browser.sees(".item-head", "created");
        browser.sees(".entry", "Refused with");
        browser.sees(".entry[data-kind=task]", taskOf("https://images.example.com/repaired.jpg"));
        browser.seesThat(
                ".entry[data-kind=task]", shown -> shown.replaceAll("\\s+", " ").contains("attempt 2"), "is attempt 2");

        agreesWithTheTopics();
        assertThat(toloka.audit().tasks()).isEqualTo(13);
        assertThat(toloka.audit().duplicates()).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    private void putTheRouteInForce() throws IOException, InterruptedException {
        var api = new Platform(app.url(), "Bearer " + TOKEN);
        assertThat(api.put("/api/v1/aliases/pets", "{\"pool_id\": \"" + POOL + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.put("/api/v1/routes/pets", ROUTE).status()).isEqualTo(200);
        Waiting.until("the route is in force")
                .untilAsserted(() -> assertThat(api.get("/api/v1/routes/pets")
                                .body()
                                .path("pool_id")
                                .asText())
                        .isEqualTo(POOL));
    }

    private void predictUncertain(int from, int to) {
        for (var number = from; number < to; number++) {
            predict("pet-" + number, image(number), 0.55);
        }
    }

    private void predict(String item, String image, double confidence) {
        var json = String.format(Locale.ROOT, """
                {"item_id": "%s", "model": {"name": "catdog"}, "input": {"image": "%s"},
                 "predictions": [{"output_values": {"result": "cat"}, "confidence": %.2f},
                                 {"output_values": {"result": "dog"}, "confidence": %.2f}]}""", item, image, confidence, 1 - confidence);
        var sent = cluster.producer()
                .send(new ProducerRecord<>(Topics.PREDICTIONS.name(), item.getBytes(UTF_8), json.getBytes(UTF_8)));
        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
    }

    private static String image(int number) {
        return "https://images.example.com/" + number + ".jpg";
    }

    /** The platform's id of the task that shows {@code image}. */
    private String taskOf(String image) {
        return toloka.tasks(POOL)
                .filter(task -> image.equals(task.inputValues().get("image")))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void seesCounts(long predictions, long selected, long created) {
        seesCount("predictions", predictions);
        seesCount("selected", selected);
        seesCount("created", created);
    }

    private void seesCount(String stage, long count) {
        browser.seesThat("[data-stage=" + stage + "] .stage-count", String.valueOf(count)::equals, "becomes " + count);
    }

    private void looksUp(String item) {
        browser.click("nav a", "Item");
        browser.type("#item-key", item);
        browser.click("#item-search .primary");
        browser.sees(".item-head h3", item);
    }

    private void repairsAndReplays() {
        browser.click("nav a", "Errors");
        browser.click(".group:not([data-error=error-all]) .group-head", "input_values.image");
        browser.sees(".sample", BROKEN);
        browser.click(".group-body .primary", "Replay");
        browser.type("#replay-patch", "{\"input_values\": {\"image\": \"https://images.example.com/repaired.jpg\"}}");
        browser.click("#replay-dry");
        browser.type("#token", TOKEN);
        browser.click("#token-form .primary");
        browser.sees("#replay-result", "1 record matches");
        browser.sees("#replay-result .json:first-of-type", "no address");
        browser.sees("#replay-result .json:last-child", "repaired.jpg");
        browser.click("#replay-send", "Send 1 record");
        browser.sees("#replay-result", "Done: 1 sent, 0 given up, 0 skipped.");
        browser.click("#replay-close");
        browser.sees("#replays", "done");
    }

    private void agreesWithTheTopics() throws Exception {
        browser.click("nav a", "Flow");
        seesCounts(records(Topics.DECISIONS), selectedDecisions(), records(Topics.TASKS_CREATED));
        browser.seesThat(
                "#flow-totals .tile",
                shown -> shown.matches("(?is)refused\\s+" + records(Topics.VALIDATION_ERRORS) + "\\s.*"),
                "counts the refusals");
        browser.seesThat(
                "#flow-totals .tile",
                shown -> shown.matches("(?is)sent again\\s+1\\s+1 by replay"),
                "counts what was sent again");
        assertThat(records(Topics.LABELING_TASKS)).isEqualTo(selectedDecisions() + 1);
        assertThat(records(Topics.DECISIONS)).isEqualTo(15);
        assertThat(records(Topics.TASKS_CREATED)).isEqualTo(13);
        assertThat(records(Topics.VALIDATION_ERRORS)).isEqualTo(1);
        Waiting.until("the metrics agree with the topic")
                .untilAsserted(
                        () -> assertThat(sumOf("toloka_tasks_created_total")).isEqualTo(records(Topics.TASKS_CREATED)));
    }

    private int records(TopicDefinition topic) {
        return cluster.committedRecords(topic.name());
    }

    private long selectedDecisions() {
        return cluster.committed(Topics.DECISIONS.name()).stream()
                .map(record -> codec.decode(record.value(), Decision.class).verdict())
                .filter(Decision.Verdict.SELECTED::equals)
                .count();
    }

    /** A metric, summed over its labels. */
    private double sumOf(String metric) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(app.url().resolve("/metrics")).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
