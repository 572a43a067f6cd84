package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.fault.FaultRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker with the JMX exporter and the rules of {@code config/connect/jmx-exporter.yml}, scraped as Prometheus does it. */
@ExtendWith(ClusterExtension.class)
class JmxExporterIT {

    private static final int RECORDS = 20;

    /** The exporter reserves what ends in {@code _created_total}. */
    private static final String CREATED_TASKS = "toloka_created_tasks_total";

    /** Shows besides what the shipped rules leave out: the same meters among the worker's metrics of plugins. */
    private static final String METERS_AMONG_PLUGINS = """
              - pattern: 'kafka.connect<type=plugins, connector="?([^,"]+)"?, task=(\\d+)(?:, ([a-z]+)="?([^,"]+)"?)?><>toloka-([^:]+):'
                name: plugins_toloka_$5
                labels: {connector: "$1", task: "$2", "$3": "$4"}
            """;

    private static final String FAULTS = """
            [{"when": {"method": "POST", "path": "/tasks", "nth": 1}, "do": {"fault": "server-error"}},
             {"when": {"method": "POST", "path": "/tasks", "nth": 2},
              "do": {"fault": "too-many-requests", "interval": "MIN", "retry_after": 1}},
             {"when": {"method": "POST", "path": "/tasks", "nth": 3}, "do": {"fault": "answer-lost"}}]
            """;

    private static final Pattern DOCUMENTED =
            Pattern.compile("(?m)^\\| `toloka\\.[a-z.]+` \\| ([a-z]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final TolokaSimulator toloka = TolokaSimulator.builder().start();
    private final Cluster cluster;
    private final String group;
    private final Pipeline pipeline;
    private final ConnectRest rest = new ConnectRest(URI.create("http://127.0.0.1:" + FreePorts.one()));
    private final int port = FreePorts.one();

    @TempDir
    private Path directory;

    JmxExporterIT(Cluster cluster) {
        this.cluster = cluster;
        this.group = cluster.freshName("exporter-worker");
        this.pipeline = Pipeline.to(cluster, rest, toloka.url(), "exporter");
    }

    @AfterEach
    void stop() {
        pipeline.leave();
        toloka.close();
    }

    @Test
    void showsEveryDocumentedMeterWithItsLabelsAndNothingAfterTheConnectorHasGone() throws Exception {
        FaultRule.fromJson(FAULTS).forEach(toloka.faults()::add);
        try (var worker = startWorker()) {
            worker.awaitReady();
            pipeline.start();
            for (var number = 0; number < RECORDS; number++) {
                pipeline.send("item-" + number, Tasks.valid("1001", "exporter-" + number));
            }
            pipeline.send("invalid", Tasks.withoutImage("1001"));
            pipeline.awaitResults(RECORDS + 1);

            Waiting.until("every documented meter is there")
                    .untilAsserted(() ->
                            assertThat(scrape().of(pipeline.name()).shapes()).containsAll(documented()));
            var shown = scrape().of(pipeline.name());
            assertThat(shown.sum(CREATED_TASKS))
                    .as("neither summed up nor shown twice")
                    .isEqualTo(RECORDS);
            assertThat(shown.sum("toloka_tasks_rejected_total")).isEqualTo(1);
            assertThat(shown.sum("toloka_records_received_total")).isEqualTo(RECORDS + 1);
            assertThat(shown.sum("toloka_records_unaccounted")).isZero();
            assertThat(shown.beginningWith("toloka_"))
                    .extracting(series -> series.name() + series.labels())
                    .doesNotHaveDuplicates();
            assertThat(shown.sum("plugins_toloka_tasks"))
                    .as("the worker's own reporters see the same")
                    .isEqualTo(RECORDS);
            assertThat(shown.shapes())
                    .contains(
                            "kafka_connect_connector_task_status[connector, status, task]",
                            "kafka_connect_sink_task_sink_record_read_total[connector, task]");
            assertThat(scrape().sum("kafka_connect_worker_connector_count")).isEqualTo(1);

            pipeline.delete();

            Waiting.until("nothing of the connector is left")
                    .untilAsserted(() ->
                            assertThat(scrape().of(pipeline.name()).series()).isEmpty());
        }
    }

    private Scrape scrape() throws IOException, InterruptedException {
        return Scrape.of(URI.create("http://127.0.0.1:" + port + "/metrics"));
    }

    /** Names for Prometheus of every documented attribute, with the labels of its meter. */
    private static Set<String> documented() throws IOException {
        var page = Files.readString(Artifacts.home().resolve("docs/reference/metrics.md"));
        var shapes = DOCUMENTED
                .matcher(page)
                .results()
                .flatMap(row -> {
                    var labels = new TreeSet<>(Set.of("connector", "task"));
                    code(row.group(2)).forEach(labels::add);
                    return code(row.group(3)).map(attribute -> name(row.group(1), attribute) + labels);
                })
                .collect(Collectors.toSet());
        assertThat(shapes).hasSizeGreaterThan(30);
        return shapes;
    }

    private static Stream<String> code(String cell) {
        return CODE.matcher(cell).results().map(word -> word.group(1));
    }

    private static String name(String kind, String attribute) {
        var name = "toloka_" + attribute.replace('-', '_');
        if (name.equals("toloka_tasks_created_total")) {
            return CREATED_TASKS;
        }
        return kind.equals("timer")
                ? name.replaceFirst("_seconds_total$", "_seconds_sum").replaceFirst("_count$", "_seconds_count")
                : name;
    }

    private WorkerProcess startWorker() throws IOException {
        var shipped = Files.readString(Artifacts.home().resolve("config/connect/jmx-exporter.yml"));
        var rules = Files.writeString(directory.resolve("jmx-exporter.yml"), shipped + METERS_AMONG_PLUGINS);
        return WorkerProcess.start(
                cluster,
                group,
                rest,
                Files.createDirectory(directory.resolve("exporter")),
                WorkerRuntime.ofTheBuild("-javaagent:" + Artifacts.jmxExporter() + "=127.0.0.1:" + port + ":" + rules),
                Map.of());
    }
}
