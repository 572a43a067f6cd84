package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.JMException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The archive in workers of every version that it is said to run in; {@code .ci/compatibility} runs this, and the page says what ran. */
@Tag("compatibility")
@ExtendWith(ClusterExtension.class)
class CompatibilityIT {

    private static final int RECORDS = 30;
    private static final Map<ReleasedWorker, Boolean> RAN_AND_HAD_PLUGIN_METRICS = new LinkedHashMap<>();

    private final Cluster cluster;

    @TempDir
    private Path directory;

    CompatibilityIT(Cluster cluster) {
        this.cluster = cluster;
    }

    static Stream<ReleasedWorker> workers() {
        return Jdk.oldestAndNewest().stream().flatMap(jdk -> ReleasedWorker.on(jdk).stream());
    }

    @AfterAll
    static void comparePage() throws IOException {
        new CompatibilityPage(RAN_AND_HAD_PLUGIN_METRICS).isWhatRan();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workers")
    void keepsItsPromisesIn(ReleasedWorker released) throws Exception {
        var rest = new ConnectRest(URI.create("http://127.0.0.1:" + FreePorts.one()));
        var jmx = FreePorts.one();
        var runtime = new WorkerRuntime(released.jdk().java(), released.libraries(), options(jmx));
        var name = "compatible-" + released.version() + "-" + released.jdk().feature();
        var home = Files.createDirectory(directory.resolve(name));
        try (var toloka = TolokaSimulator.builder()
                        .operationTime(OperationTime.ofMillis(1_000, 1_500))
                        .start();
                var worker = WorkerProcess.start(cluster, cluster.freshName(name), rest, home, runtime, Map.of())) {
            worker.awaitReady();
            assertThat(rest.get("/").path("version").asText()).isEqualTo(released.version());
            try (var pipeline =
                    Pipeline.to(cluster, rest, toloka.url(), "compatible").with("batch.size", "10")) {
                validates(rest, pipeline);
                createsEachTaskOnceThoughItIsRestarted(toloka, pipeline);
                RAN_AND_HAD_PLUGIN_METRICS.put(released, showsItsMetrics(jmx, pipeline));
                obeysWhoResetsItsOffsets(rest, toloka, pipeline);
            }
        }
    }

    private static void validates(ConnectRest rest, Pipeline pipeline) {
        var config = new TreeMap<>(Map.of("name", pipeline.name()));
        config.putAll(pipeline.config());
        assertThat(rest.validate(config).path("error_count").asInt()).isZero();

        config.put("batch.size", "0");

        var refused = rest.validate(config);
        assertThat(refused.path("error_count").asInt()).isEqualTo(1);
        assertThat(refused.toString()).contains("batch.size");
    }

    private static void createsEachTaskOnceThoughItIsRestarted(TolokaSimulator toloka, Pipeline pipeline) {
        pipeline.start();
        keys().forEach(key -> pipeline.send(key, Tasks.valid("1001", pipeline.name() + "-" + key)));
        Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 2);
        Waiting.until("the worker restarts " + pipeline.name()).until(pipeline::tryRestart);

        pipeline.awaitResults(RECORDS);
        pipeline.awaitNoLag();

        assertThat(pipeline.results().created()).extracting(Received::key).containsExactlyInAnyOrderElementsOf(keys());
        assertThat(pipeline.results().errors()).isEmpty();
        assertThat(toloka.audit().tasks()).isEqualTo(RECORDS);
        assertThat(toloka.audit().duplicates()).isZero();
        assertThat(pipeline.journal().openOperations()).isEmpty();
    }

    /** Answers whether the worker shows them among those of its plugins, too. */
    private static boolean showsItsMetrics(int port, Pipeline pipeline) throws IOException, JMException {
        var name = "kafka.connect:type=toloka-sink-task-metrics,connector=" + pipeline.name() + ",task=0";
        try (var beans = WorkerBeans.at(port)) {
            assertThat(beans.number(name, "tasks-created-total")).isPositive();
            assertThat(beans.number(name, "records-unaccounted")).isZero();
            return beans.attributes("kafka.connect:type=plugins,connector=" + pipeline.name() + ",*").stream()
                    .anyMatch(attribute -> attribute.startsWith("toloka-"));
        }
    }

    private static void obeysWhoResetsItsOffsets(ConnectRest rest, TolokaSimulator toloka, Pipeline pipeline) {
        pipeline.halt();
        var offsets = rest.offsets(pipeline.name()).path("offsets");
        assertThat(IntStream.range(0, offsets.size())
                        .mapToLong(index -> offsets.path(index)
                                .path("offset")
                                .path("kafka_offset")
                                .asLong())
                        .sum())
                .isEqualTo(RECORDS);

        rest.resetOffsets(pipeline.name());
        pipeline.proceed();

        pipeline.awaitResults(2 * RECORDS);
        assertThat(toloka.audit().tasks()).isEqualTo(2 * RECORDS);
    }

    private static List<String> options(int jmx) {
        var options = new ArrayList<>(WorkerBeans.shownAt(jmx));
        // Kafka logged by Log4j 1 before 4.0.
        options.add("-Dlog4j.configuration=file:"
                + Artifacts.target().resolve("test-classes/it-logging-log4j1.properties"));
        return options;
    }

    private static List<String> keys() {
        return IntStream.range(0, RECORDS).mapToObj(number -> "item-" + number).toList();
    }
}
