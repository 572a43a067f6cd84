package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every expression of the dashboards and every recorded series, in a real Prometheus that scrapes a running quickstart in which
 * everything has gone wrong that can. Alerts are left to {@link AlertsFireIT}, which makes each of them fire. Run by
 * {@code .ci/observability}.
 */
@Tag("prometheus")
@Isolated
class EveryExpressionIT {

    /** Recorded series that nothing in this release writes, each with the reason. */
    private static final Map<String, String> UNSEEN = Map.of(
            "toloka:credential_refusals",
            "the connector stops at a refused credential before it writes of the operation; toloka:auth_failures tells of it");

    private static final String ADDRESS = "(http://127\\.0\\.0\\.1:[0-9]+)";
    private static final String CONNECTOR = "/connectors/toloka-quickstart";

    private static ToolProcess quickstart;
    private static Producer<String, byte[]> producer;
    private static Platform simulator;
    private static Platform connect;
    private static Prometheus prometheus;

    @BeforeAll
    static void letEverythingHappen(@TempDir Path directory) throws Exception {
        quickstart = ToolProcess.start(
                directory,
                Files.createDirectory(directory.resolve("tmp")),
                List.of(
                        Artifacts.home().resolve("bin/quickstart").toString(),
                        "--loop",
                        "--predictions",
                        "200",
                        "--workers-rate",
                        "1000",
                        "--keep-running"));
        var page = URI.create(quickstart.awaitLine("page       " + ADDRESS));
        prometheus = Prometheus.start(directory, PrometheusFiles.shipped(directory, page.getAuthority()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", quickstart.awaitLine("broker     (127\\.0\\.0\\.1:[0-9]+)")),
                new StringSerializer(),
                new ByteArraySerializer());
        connect = Platform.at(URI.create(quickstart.awaitLine("connect    " + ADDRESS)));
        simulator = Platform.at(URI.create(quickstart.awaitLine("simulator  " + ADDRESS)));
        quickstart.awaitLine("loop predictions=200 .*");
        awaitSeries("labeling_labels_total");
        predictUncertain(60);
        letTheStreamsAppRefuse();
        refuseRecords();
        letTheConnectorMeetEveryFault();
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (producer != null) {
            producer.close();
        }
        quickstart.close();
    }

    static Stream<Dashboards.Expression> expressions() throws IOException {
        return Dashboards.expressions().stream();
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void answersWhatADashboardAsks(Dashboards.Expression expression) {
        Waiting.until(expression.place() + " has series")
                .untilAsserted(() -> assertThat(prometheus.query(withoutDefault(expression.promQl())))
                        .isNotEmpty());
    }

    @Test
    void recordsEverySeriesOfTheRules() throws Exception {
        var recorded = prometheus.rules().stream()
                .filter(rule -> !rule.isAlert() && !UNSEEN.containsKey(rule.name()))
                .toList();

        assertThat(recorded).isNotEmpty();
        for (var rule : recorded) {
            Waiting.until(rule.name() + " has series")
                    .untilAsserted(
                            () -> assertThat(prometheus.query(rule.name())).isNotEmpty());
        }
    }

    /** What a panel shows instead of nothing would hide a name that nobody says. */
    private static String withoutDefault(String promQl) {
        return promQl.replace(" or vector(0)", "");
    }

    /** Each is asked of people, who do not always agree with the model. */
    private static void predictUncertain(int predictions) throws Exception {
        for (var number = 0; number < predictions; number++) {
            predict("watched-" + number, number);
        }
    }

    private static void predict(String item, int image) throws Exception {
        write(Topics.PREDICTIONS.name(), item, """
                {"item_id": "%s", "model": {"name": "catdog", "version": "1"},
                 "attributes": {"lang": "en"}, "input": {"image": "https://images.example.com/watched-%d.jpg"},
                 "predictions": [{"output_values": {"result": "cat"}, "confidence": 0.55},
                                 {"output_values": {"result": "dog"}, "confidence": 0.45}]}""".formatted(item, image));
    }

    /** A prediction that was there already, one that is none, and heartbeats that come twice, too late and in pieces. */
    private static void letTheStreamsAppRefuse() throws Exception {
        predict("again", 0);
        write(Topics.PREDICTIONS.name(), "broken", "{}");
        var heartbeat = resource("/examples/heartbeat/running.json");
        var key = "toloka-sink/0";
        write(Topics.HEARTBEATS.name(), key, heartbeat);
        write(Topics.HEARTBEATS.name(), key, heartbeat);
        write(
                Topics.HEARTBEATS.name(),
                key,
                heartbeat
                        .replaceFirst("\"event_time\": \"\\d+", "\"event_time\": \"2025")
                        .replaceFirst("\"event_id\": \"........", "\"event_id\": \"00000000"));
        write(Topics.HEARTBEATS.name(), key, heartbeat.substring(1));
    }

    private static String resource(String name) throws IOException {
        try (var found = Event.class.getResourceAsStream(name)) {
            return new String(found.readAllBytes(), UTF_8);
        }
    }

    private static void refuseRecords() throws Exception {
        send("unreadable", "{\"pool_id\":");
        send("invalid", Tasks.withoutImage("1001"));
    }

    private static void letTheConnectorMeetEveryFault() throws Exception {
        meets("{\"fault\":\"operation-failed\"}");
        meets("{\"fault\":\"too-many-requests\"}");
        meets("{\"fault\":\"server-error\"}");
        meets("{\"fault\":\"token-revoked\"}");
        Waiting.until("a sink task has failed")
                .until(() ->
                        connect.get(CONNECTOR + "/status").body().toString().contains("TLK-201"));
        var config = (ObjectNode) connect.get(CONNECTOR + "/config").body();
        letItReportWhatAPoolRefuses("toloka-quickstart", config);
        letItReportWhatAPoolRefuses("another", config);
        awaitSeries("labeling_duplicate_tasks_total");
        // It stops one of the two for the rest of the day; the other one goes on.
        meets("{\"fault\":\"too-many-requests\",\"interval\":\"DAY\"}");
        meets("{\"fault\":\"archive-pool\"}");
    }

    /** Sends a task whose request meets a fault of the simulator, once. */
    private static void meets(String fault) throws Exception {
        var rule = simulator.post(
                "/_faults", "{\"when\":{\"method\":\"POST\",\"path\":\"/tasks\",\"times\":1},\"do\":" + fault + "}");
        var id = rule.body().path("id").asText();
        send("item-of-" + id, Tasks.valid("1001", id));
        Waiting.until("the simulator has shown " + fault)
                .untilAsserted(() -> assertThat(simulator
                                .get("/_faults/" + id)
                                .body()
                                .path("fired")
                                .asInt())
                        .isEqualTo(1));
    }

    /**
     * Restarts the quickstart's connector so, or starts one beside it that makes a second task of everything; a refused record is then in
     * the parking instead of in the connector.
     */
    private static void letItReportWhatAPoolRefuses(String name, ObjectNode config) {
        config.put("name", name).put("behavior.on.pool.error", "report");
        Waiting.until("the worker takes " + name).untilAsserted(() -> {
            var reply = connect.put("/connectors/" + name + "/config", config.toString());
            assertThat(reply.status()).as(reply.body().toString()).isLessThan(300);
        });
    }

    private static void awaitSeries(String metric) {
        Waiting.until(metric + " is scraped")
                .untilAsserted(() -> assertThat(prometheus.query(metric)).isNotEmpty());
    }

    private static void send(String item, String value) throws Exception {
        write(Topics.LABELING_TASKS.name(), item, value);
    }

    private static void write(String topic, String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value.getBytes(UTF_8))).get();
    }
}
