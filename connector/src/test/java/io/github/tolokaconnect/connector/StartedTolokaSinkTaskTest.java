package io.github.tolokaconnect.connector;

import static io.github.tolokaconnect.connector.SinkTaskRig.SOURCE;
import static io.github.tolokaconnect.connector.SinkTaskRig.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.events.SinkTaskState;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.Quotas;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StartedTolokaSinkTaskTest {
    private final AtomicReference<Instant> platformTime = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .quotas(Quotas.NONE)
            .operationTime(OperationTime.ofMillis(50, 50))
            .clock(platformTime::get)
            .start();

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void recordsBecomeTasksAndResultsAndThenTheirOffsetsMayBeCommitted() {
        try (var rig = new SinkTaskRig(toloka, true)) {
            rig.deliver(record(7), record(8), record(9, "{\"input_values\":{}}"));
            rig.tickUntil(() -> toloka.audit().operations() == 1);
            var whileUnderWay = rig.committable(10);
            operationsEnd();
            rig.tickUntil(() -> rig.committable(10) == 10);

            assertThat(whileUnderWay).isEqualTo(7);
            assertThat(toloka.audit().tasks()).isEqualTo(2);
            assertThat(rig.sentTo("toloka.tasks-created")).isEqualTo(2);
            assertThat(rig.sentTo("toloka.validation-errors")).isEqualTo(1);
            assertThat(rig.sentTo("toloka.heartbeats")).isEqualTo(1);
        }
    }

    @Test
    void synchronousRequestsBringTheirTasksThemselves() {
        try (var rig = new SinkTaskRig(toloka, true, "operation.mode", "sync", "delivery.mode", "at_least_once")) {
            rig.deliver(record(0));
            rig.tickUntil(() -> rig.committable(1) == 1);

            assertThat(toloka.audit().tasks()).isEqualTo(1);
            assertThat(toloka.audit().operations()).isZero();
        }
    }

    @Test
    void anOffsetIsNotCommittedBeforeItsResultIsAcknowledged() {
        try (var rig = new SinkTaskRig(toloka, false)) {
            rig.deliver(record(0));
            rig.tickUntil(() -> toloka.audit().operations() == 1);
            operationsEnd();
            rig.tickUntil(() -> rig.sentTo("toloka.tasks-created") == 1);
            var beforeAcknowledgement = rig.committable(1);
            rig.tickUntil(() -> {
                rig.producer.completeNext();
                return rig.committable(1) == 1;
            });

            assertThat(beforeAcknowledgement).isZero();
        }
    }

    @Test
    void withNothingPendingTheOffsetOfConnectStands() {
        try (var rig = new SinkTaskRig(toloka, true)) {
            assertThat(rig.committable(42)).isEqualTo(42);
        }
    }

    @Test
    void aDefectInWhatMayBeCommittedCommitsNothingAndStopsTheSinkTaskAtTheNextCall() {
        try (var rig = new SinkTaskRig(toloka, true)) {
            var withoutOffset = new HashMap<TopicPartition, OffsetAndMetadata>();
            withoutOffset.put(SOURCE, null);

            assertThat(rig.task.committable(withoutOffset)).isEmpty();
            assertThatThrownBy(rig::deliver)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageStartingWith("TLK-901 ");
        }
    }

    @Test
    void pausesAtTheUpperWaterMarkAndResumesAtTheLower() {
        try (var rig = new SinkTaskRig(toloka, true, "batch.size", "1", "max.buffered.records", "4")) {
            rig.deliver(record(0), record(1), record(2));
            var below = List.copyOf(rig.context.paused);
            rig.deliver(record(3));
            var above = List.copyOf(rig.context.paused);
            var resumes = rig.context.resumes;
            rig.tickUntil(() -> {
                operationsEnd();
                return rig.committable(4) == 4;
            });

            assertThat(below).isEmpty();
            assertThat(above).containsExactly(SOURCE);
            assertThat(rig.context.paused).isEmpty();
            assertThat(rig.context.pauses).isEqualTo(1);
            assertThat(rig.context.resumes).isEqualTo(resumes + 1);
        }
    }

    @Test
    void asksToBeCalledSoonWhileSomethingIsUnderWayAndSeldomElse() {
        try (var rig = new SinkTaskRig(toloka, true)) {
            rig.deliver();
            var idle = lastTimeout(rig);
            rig.deliver(record(0));
            var busy = lastTimeout(rig);

            assertThat(idle).isEqualTo(1_000);
            assertThat(busy).isEqualTo(20);
            assertThat(rig.context.timeouts).hasSize(3);
        }
    }

    @Test
    void badRecordsGoToTheDeadLetterQueueOnlyIfErrorsAreTolerated() {
        try (var tolerant = new SinkTaskRig(toloka, true, "errors.tolerance", "all")) {
            tolerant.deliver(record(5, "no json"));

            assertThat(tolerant.context.deadLetters)
                    .singleElement()
                    .asString()
                    .startsWith("TLK-102 v1 labeling.tasks-0@5 MAPPING JSON_EXPECTED")
                    .doesNotContain("no json");
        }
        try (var strict = new SinkTaskRig(toloka, true)) {
            strict.deliver(record(5, "no json"));
            strict.tickUntil(() -> strict.committable(6) == 6);

            assertThat(strict.context.deadLetters).isEmpty();
            assertThat(strict.sentTo("toloka.validation-errors")).isEqualTo(1);
        }
    }

    @Test
    void aRefusedCredentialFailsTheSinkTaskWithoutShowingIt() {
        try (var rig = new SinkTaskRig(toloka, true, "toloka.api.key", "canary-wrong-key")) {
            rig.deliver(record(0));

            assertThatThrownBy(() -> rig.tickUntil(() -> false))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageStartingWith("TLK-201 ")
                    .hasMessageContaining("toloka.api.key")
                    .hasMessageNotContaining("canary-wrong-key");
        }
    }

    @Test
    void goesOnWithACredentialThatWasRenewedMeanwhile() {
        try (var rig = new SinkTaskRig(toloka, true, "toloka.api.key", "worn-out")) {
            rig.context.configs.put("toloka.api.key", "demo-token");

            rig.deliver(record(0), record(1));
            rig.tickUntil(() -> {
                operationsEnd();
                return rig.committable(2) == 2;
            });

            assertThat(toloka.audit().tasks()).isEqualTo(2);
            assertThat(toloka.audit().duplicates()).isZero();
            assertThat(rig.sentTo("toloka.validation-errors")).isZero();
            assertThat(rig.heartbeats())
                    .allSatisfy(beat -> assertThat(beat.state()).isEqualTo(SinkTaskState.RUNNING));
        }
    }

    @Test
    void saysInALastHeartbeatWhatStoppedIt() {
        var rig = new SinkTaskRig(toloka, true, "toloka.api.key", "wrong-secret");
        rig.deliver(record(0));

        assertThatThrownBy(() -> rig.tickUntil(() -> false)).hasMessageStartingWith("TLK-201 ");
        rig.close();

        var last = rig.heartbeats().get(rig.heartbeats().size() - 1);
        assertThat(last.state()).isEqualTo(SinkTaskState.FAILED);
        assertThat(last.failure()).isEqualTo("TLK-201");
        assertThat(last.totals().authFailures()).isEqualTo(1);
        assertThat(last.recordsUnaccounted()).isZero();
    }

    @Test
    void showsItsMetersToTheWorkerAndTakesThemBack() {
        var rig = new SinkTaskRig(toloka, true);
        rig.deliver(record(0));
        var shown = workerMetrics(rig);

        rig.close();

        assertThat(shown).contains("toloka-records-received-total", "toloka-ratelimit-tokens");
        assertThat(workerMetrics(rig)).isEmpty();
    }

    @Test
    void showsItsMetersOnlyWhereTheConfigurationSaysSo() throws Exception {
        try (var rig = new SinkTaskRig(toloka, true, "metrics.exporters", "")) {
            assertThat(workerMetrics(rig)).isEmpty();
            assertThat(beans()).isZero();
        }
    }

    @Test
    void answersForAPartitionThatMovedAwayDoNothing() {
        try (var rig = new SinkTaskRig(toloka, true)) {
            rig.deliver(record(0));
            rig.tickUntil(() -> toloka.audit().operations() == 1);

            rig.task.close(List.of(SOURCE));
            rig.context.assignment.clear();
            operationsEnd();
            rig.deliver();

            assertThat(rig.committable(99)).isEqualTo(99);
            assertThat(rig.sentTo("toloka.tasks-created")).isZero();
        }
    }

    @Test
    void leavesNoThreadAndNoMBeanBehind() throws Exception {
        var rig = new SinkTaskRig(toloka, true);
        rig.deliver(record(0));
        var threads = SinkTaskRig.threads();
        var beansBefore = beans();

        rig.close();

        assertThat(beansBefore).isPositive();
        assertThat(threads).isNotEmpty();
        for (Thread thread : threads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
        assertThat(beans()).isZero();
        assertThat(rig.producer.closed()).isTrue();
    }

    @Test
    void aStartThatFailsHalfWayClosesWhatItOpened(@TempDir Path directory) throws Exception {
        var notACertificate =
                Files.writeString(directory.resolve("ca.pem"), "nonsense").toString();

        assertThatThrownBy(() -> new SinkTaskRig(toloka, true, "toloka.ssl.truststore.location", notACertificate))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("TLK-203 ")
                .hasMessageContaining("ca.pem");
        assertThat(beans()).isZero();
        for (Thread thread : SinkTaskRig.threads()) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private void operationsEnd() {
        platformTime.updateAndGet(now -> now.plusMillis(50));
    }

    private static long lastTimeout(SinkTaskRig rig) {
        return rig.context.timeouts.get(rig.context.timeouts.size() - 1);
    }

    private static Set<String> workerMetrics(SinkTaskRig rig) {
        return rig.context.workerMetrics.metrics().keySet().stream()
                .map(MetricName::name)
                .filter(name -> name.startsWith("toloka-"))
                .collect(Collectors.toSet());
    }

    private static int beans() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName(SinkTaskRig.JMX_DOMAIN + ":*"), null)
                .size();
    }
}
