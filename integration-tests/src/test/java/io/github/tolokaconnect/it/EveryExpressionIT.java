package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every expression of the dashboards and every recorded series, in a real Prometheus that scrapes a running quickstart in which
 * everything has gone wrong that can. Alerts are left to {@link AlertsFireIT}, which makes each of them fire. Run by
 * {@code .ci/observability}.
 */
@Tag("prometheus")
class EveryExpressionIT {

    private static final String ADDRESS = "(http://127\\.0\\.0\\.1:[0-9]+)";
    private static final String CONNECTOR = "/connectors/toloka-quickstart";
    private static final String OTHER_CONNECTOR = "/connectors/another";

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
        prometheus = Prometheus.start(directory, PrometheusFiles.faster(directory, page.getAuthority()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", quickstart.awaitLine("broker     (127\\.0\\.0\\.1:[0-9]+)")),
                new StringSerializer(),
                new ByteArraySerializer());
        connect = Platform.at(URI.create(quickstart.awaitLine("connect    " + ADDRESS)));
        simulator = Platform.at(URI.create(quickstart.awaitLine("simulator  " + ADDRESS)));
        quickstart.awaitLine("loop predictions=200 .*");
        letTheConnectorMeetEveryFault();
        letTheStreamsAppMeetWhatItCannotUse();
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
                .untilAsserted(() ->
                        assertThat(prometheus.query(expression.promQl())).isNotEmpty());
    }

    @Test
    void recordsEverySeriesOfTheRules() throws Exception {
        var recorded =
                prometheus.rules().stream().filter(rule -> !rule.isAlert()).toList();

        assertThat(recorded).isNotEmpty();
        for (var rule : recorded) {
            Waiting.until(rule.name() + " has series")
                    .untilAsserted(() ->
                            assertThat(prometheus.query(rule.name())).isNotEmpty());
        }
    }

    private static void letTheConnectorMeetEveryFault() throws Exception {
        send("unreadable", "{\"pool_id\":");
        send("invalid", Tasks.withoutImage("1001"));
        meets("operation-failed", "fails");
        meets("too-many-requests", "comes too often");
        meets("server-error", "finds nobody");
        meets("use-up-quota\",\"interval\":\"MIN", "is one too many");

        simulator.post("/api/v1/pools/1002/close", "");
        send("closed", Tasks.valid("1002", "closed"));
        readByAnotherConnector();
        // Last, because it stops the connector until somebody restarts it.
        simulator.post("/_faults", "{\"when\":{\"path\":\"/tasks\"},\"do\":{\"fault\":\"token-revoked\"}}");
        send("revoked", Tasks.valid("1001", "revoked"));
    }

    /** Sends a task whose request meets a fault of the simulator, once. */
    private static void meets(String fault, String item) throws Exception {
        simulator.post(
                "/_faults",
                "{\"when\":{\"method\":\"POST\",\"path\":\"/tasks\",\"times\":1},\"do\":{\"fault\":\"" + fault + "\"}}");
        send(item, Tasks.valid("1001", item.replace(' ', '-')));
        Waiting.until("the simulator has shown " + fault)
                .untilAsserted(() ->
                        assertThat(simulator.get("/_faults").body()).allSatisfy(rule -> assertThat(
                                        rule.path("fired").asInt())
                                .isEqualTo(1)));
    }

    /** A second connector with another name makes a second task of everything. */
    private static void readByAnotherConnector() throws Exception {
        var config = connect.get(CONNECTOR + "/config").body();
        var other = config.toString().replace("toloka-quickstart", "another");
        Waiting.until("the worker takes another connector")
                .until(() -> connect.put(OTHER_CONNECTOR + "/config", other).status() == 201);
    }

    private static void letTheStreamsAppMeetWhatItCannotUse() throws Exception {
        write(Topics.HEARTBEATS.name(), "nobody/0", "no JSON");
    }

    private static void send(String item, String value) throws Exception {
        write(Topics.LABELING_TASKS.name(), item, value);
    }

    private static void write(String topic, String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value.getBytes(UTF_8))).get();
    }
}
