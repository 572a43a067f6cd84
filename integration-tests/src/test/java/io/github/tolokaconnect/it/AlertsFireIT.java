package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.fault.AnsweringFault;
import io.github.tolokaconnect.simulator.fault.FaultRule;
import io.github.tolokaconnect.simulator.fault.PlatformFault;
import io.github.tolokaconnect.simulator.fault.QuotaInterval;
import io.github.tolokaconnect.simulator.fixture.Field;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every alert as it is shipped, in a real Prometheus: something breaks in the real pipeline, and the alert fires; it is mended, and the
 * alert is over. Run by {@code .ci/observability}, which lets the tests run beside one another: each has a connector, a platform and a
 * pool of its own. What fires when nothing is heard any more is in {@link AppAlertsFireIT}.
 */
@Tag("prometheus")
@Execution(ExecutionMode.CONCURRENT)
class AlertsFireIT {

    private static final AtomicInteger POOLS = new AtomicInteger(2000);
    private static final String FUSE = "safety.max.tasks.per.day";

    private static Watched watched;

    private final String pool = String.valueOf(POOLS.incrementAndGet());
    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 50))
            .fixture(fixture(pool))
            .start();

    private String alert = "";

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        watched = Watched.start(directory);
    }

    @AfterAll
    static void stop() {
        watched.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        alert = Watched.alertOf(test);
    }

    @AfterEach
    void stopPlatform() {
        toloka.close();
    }

    @Test
    void everyShippedAlertHasATest() throws Exception {
        var shipped = watched.prometheus().rules().stream()
                .filter(Prometheus.Rule::isAlert)
                .map(Prometheus.Rule::name)
                .toList();

        assertThat(Stream.of(AlertsFireIT.class, AppAlertsFireIT.class)
                        .flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()))
                        .filter(method ->
                                method.isAnnotationPresent(Fires.class) && method.isAnnotationPresent(Test.class))
                        .map(method -> method.getAnnotation(Fires.class).value()))
                .containsExactlyInAnyOrderElementsOf(shipped);
    }

    @Test
    @Fires("TolokaConnectorSilent")
    void tellsOfAConnectorThatWasStopped() {
        try (var connector = connector("silent").start()) {
            sent(connector, 1);

            connector.halt();
            fires(Map.of("connector", connector.name(), "task", "0"));

            connector.proceed();
            isOver(Map.of("connector", connector.name()));
        }
    }

    @Test
    @Fires("TolokaOldestOperationTooOld")
    void tellsOfAnOperationThatDoesNotEnd() {
        try (var connector = connector("stuck").start()) {
            var stuck = toloka.faults().add(FaultRule.of(new PlatformFault.OperationStuck()));
            send(connector, 1);
            fires(Map.of("connector", connector.name()));

            toloka.faults().remove(stuck.id());
            isOver(Map.of("connector", connector.name()));
            awaitTasks(connector, 1);
        }
    }

    @Test
    @Fires("TolokaAuthFailure")
    void tellsOfATokenThatWasRevoked() {
        try (var connector = connector("revoked").start()) {
            sent(connector, 1);

            var revoked = toloka.faults().add(FaultRule.of(new AnsweringFault.TokenRevoked(401)));
            send(connector, 1);
            fires(Map.of("connector", connector.name()));
            watched.awaitFiringInTheApp("AuthFailure", Map.of("connector", connector.name()));

            toloka.faults().remove(revoked.id());
            Waiting.until("the sink task is restarted").until(connector::tryRestart);
            isOver(Map.of("connector", connector.name()));
            awaitTasks(connector, 2);
        }
    }

    @Test
    @Fires("TolokaFuseTripped")
    void tellsOfALimitThatIsReached() {
        try (var connector = connector("fuse").with(FUSE, "2").start()) {
            sent(connector, 2);

            send(connector, 2);
            fires(Map.of("connector", connector.name()));

            connector.with(FUSE, "100").submit();
            isOver(Map.of("connector", connector.name()));
            awaitTasks(connector, 4);
        }
    }

    @Test
    @Fires("TolokaResultsNotPublished")
    void tellsOfATopicThatTakesNoResults() {
        var name = watched.cluster().freshName("created");
        watched.cluster().createTopic(name, 1);
        try (var connector =
                connector("unwritable").with("result.task.created.topic", name).start()) {
            largestRecord(name, 100);
            send(connector, 1);
            fires(Map.of("connector", connector.name()));

            largestRecord(name, 1_000_000);
            isOver(Map.of("connector", connector.name()));
            Waiting.until("the result is published")
                    .until(() -> watched.cluster().committedRecords(name) == 1);
        }
    }

    @Test
    @Fires("TolokaDuplicateTasks")
    void tellsOfTwoConnectorsThatReadTheSameTopic() {
        try (var connector = connector("first").start()) {
            sent(connector, 2);

            try (var second = Pipeline.renamed(watched.cluster(), connector).start()) {
                fires(Map.of("connector", second.name(), "pool", pool));
                watched.awaitFiringInTheApp("DuplicateTasks", Map.of("pool", pool));
            }

            isOver(Map.of("pool", pool));
        }
    }

    @Test
    @Fires("TolokaRecordsUnaccounted")
    void tellsOfAHeartbeatThatAdmitsADefect() throws IOException {
        try (var connector = connector("unaccounted").start()) {
            sent(connector, 1);
            connector.halt();
            var heartbeats = connector.results().heartbeats();
            var last = heartbeats.get(heartbeats.size() - 1).event();

            Waiting.until(alert + " fires for " + connector.name()).until(() -> {
                watched.events().heartbeat(last, 3);
                return watched.prometheus().isFiring(alert, Map.of("connector", connector.name()));
            });

            watched.events().heartbeat(last, 0);
            isOver(Map.of("connector", connector.name()));
        }
    }

    @Test
    @Fires("TolokaValidationErrorRatio")
    void tellsOfAPoolWhoseRecordsAreInvalid() {
        try (var connector = connector("invalid").start()) {
            var invalid = toloka.faults()
                    .add(FaultRule.of(new PlatformFault.InvalidateItems(0.5, "input_values", "INVALID_VALUE")));
            Waiting.until(alert + " fires for " + pool).until(() -> {
                send(connector, 5);
                return watched.prometheus().isFiring(alert, Map.of("pool", pool));
            });

            toloka.faults().remove(invalid.id());
            isOver(Map.of("pool", pool));
        }
    }

    @Test
    @Fires("TolokaQuotaExhausted")
    void tellsOfAQuotaThatIsUsedUp() {
        try (var connector = connector("quota").start()) {
            toloka.faults()
                    .add(FaultRule.builder(new PlatformFault.UseUpQuota(QuotaInterval.MIN))
                            .times(1)
                            .build());
            send(connector, 1);
            fires(Map.of("connector", connector.name()));
            watched.awaitFiringInTheApp("QuotaExhausted", Map.of("connector", connector.name()));

            awaitTasks(connector, 1);
            isOver(Map.of("connector", connector.name()));
        }
    }

    @Test
    @Fires("TolokaQuotaUse")
    void tellsOfADayThatIsAlmostUsedUp() {
        try (var connector = connector("use").with(FUSE, "10").start()) {
            sent(connector, 9);
            fires(Map.of("connector", connector.name()));

            connector.with(FUSE, "100").submit();
            isOver(Map.of("connector", connector.name()));
        }
    }

    @Test
    @Fires("TolokaPoolRefuses")
    void tellsOfAPoolThatWasArchived() {
        try (var connector = connector("archived").start()) {
            toloka.faults().add(FaultRule.of(new PlatformFault.ArchivePool(null)));
            send(connector, 1);
            fires(Map.of("pool", pool));
            watched.awaitFiringInTheApp("PoolRefuses", Map.of("pool", pool));
        }

        // It is archived for good, so nothing helps but to send it no more.
        isOver(Map.of("pool", pool));
    }

    @Test
    @Fires("TolokaPoolNearArchive")
    void tellsOfAPoolThatRests() {
        try (var connector = connector("idle").start()) {
            watched.events().taskCreated(connector.name(), pool, FasterTime.in(Duration.ofDays(26)));
            fires(Map.of("pool", pool));
            watched.awaitFiringInTheApp("PoolNearArchive", Map.of("pool", pool));

            sent(connector, 1);
            isOver(Map.of("pool", pool));
        }
    }

    private void fires(Map<String, String> labels) {
        watched.awaitFiring(alert, labels);
    }

    private void isOver(Map<String, String> labels) {
        watched.awaitOver(alert, labels);
    }

    private Pipeline connector(String purpose) {
        return Pipeline.to(watched.cluster(), toloka.url(), purpose);
    }

    /** Sends further records that are valid tasks. */
    private void send(Pipeline connector, int records) {
        for (var number = 0; number < records; number++) {
            var item = watched.cluster().freshName("item");
            connector.send(item, Tasks.valid(pool, item));
        }
    }

    /** The same, and waits for their tasks. */
    private void sent(Pipeline connector, int records) {
        send(connector, records);
        awaitTasks(connector, records);
    }

    private static void awaitTasks(Pipeline connector, int tasks) {
        assertThat(connector.awaitResults(tasks).created()).hasSize(tasks);
    }

    private static void largestRecord(String topic, int bytes) {
        var setting = new ConfigEntry("max.message.bytes", String.valueOf(bytes));
        Cluster.answer(watched.cluster()
                .admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(setting, AlterConfigOp.OpType.SET))))
                .all());
    }

    private static Fixture fixture(String pool) {
        return Fixture.builder()
                .token("demo-token")
                .project(
                        "100",
                        project -> project.name("Image classification")
                                .input("image", Field.url())
                                .output("result", Field.string().allowed("cat", "dog")))
                .pool(pool, described -> described.project("100").defaultOverlap(1))
                .build();
    }
}
