package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.SimulatedOperation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connectors end and begin anew in unlucky moments; each record becomes one task, with one result. */
@ExtendWith(ClusterExtension.class)
class ExactlyOnceIT {

    private static final int RECORDS = 60;
    private static final List<String> KEYS =
            IntStream.range(0, RECORDS).mapToObj(number -> "item-" + number).toList();

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(1_000, 1_500))
            .start();
    private final FaultProxy network = new FaultProxy(toloka.url());
    private final Cluster cluster;
    private final Pipeline pipeline;

    ExactlyOnceIT(Cluster cluster) {
        this.cluster = cluster;
        this.pipeline = Pipeline.to(cluster, network.url(), "once").with("batch.size", "10");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        network.close();
        toloka.close();
    }

    @Test
    void sendsWhatWasPreparedButNeverLeft() {
        network.refuseConnections();
        pipeline.start();
        send();
        var prepared = awaitPrepared(3);
        pipeline.halt();

        network.takeConnections();
        pipeline.with("batch.size", "7").submit().proceed();

        awaitOneTaskAndOneResultOfEveryRecord();
        assertThat(operations()).containsAll(prepared);
    }

    @Test
    void finishesUnderTheRecordedCompositionWhatAnotherConfigurationHadBegun() {
        pipeline.start();
        send();
        Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 3);
        var begun = operations();

        pipeline.with("batch.size", "7")
                .with("linger.ms", "0")
                .with("pool.id", "1002")
                .submit();

        awaitOneTaskAndOneResultOfEveryRecord();
        assertThat(begun).isNotEmpty();
        assertThat(pipeline.results().ended())
                .filteredOn(status -> begun.contains(status.operation().id()))
                .hasSameSizeAs(begun)
                .allSatisfy(status -> assertThat(status.operation().status()).isEqualTo(Status.SUCCESS));
    }

    @Test
    void goesOnWhereItWasAfterItWasDeletedAndCreatedAgain() {
        pipeline.start();
        send();
        Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 3);

        pipeline.delete();
        Waiting.until("it is gone").until(() -> pipeline.status().state().equals("UNKNOWN"));
        pipeline.start();

        awaitOneTaskAndOneResultOfEveryRecord();
    }

    @Test
    void createsNothingTwiceHoweverOftenItIsRestarted() {
        pipeline.start();
        for (String key : KEYS) {
            pipeline.send(key, Tasks.valid("1001", pipeline.name() + key));
            if (key.endsWith("9")) {
                pipeline.results();
                Waiting.until("the worker restarts " + pipeline.name()).until(pipeline::tryRestart);
            }
        }

        awaitOneTaskAndOneResultOfEveryRecord();
        assertThat(toloka.operations()).extracting(SimulatedOperation::id).containsExactlyInAnyOrderElementsOf(texts());
    }

    @Test
    void adoptsOperationsWhoseAnswersWereLostTogetherWithTheSinkTask() {
        network.loseAnswersOfPosts(1_000);
        pipeline.start();
        send();
        Waiting.until("answers are lost").until(() -> network.answersLost() >= 3);
        pipeline.halt();
        var begun = operations();

        network.loseAnswersOfPosts(0);
        pipeline.with("batch.size", "9").submit().proceed();

        awaitOneTaskAndOneResultOfEveryRecord();
        assertThat(begun).isNotEmpty().isSubsetOf(operations());
    }

    @Test
    void settlesEverythingOnceResultTopicsCanBeWrittenAgain() {
        var topic = pipeline.name() + ".created";
        cluster.createTopic(topic, 1);
        pipeline.with("result.task.created.topic", topic)
                .with("result.producer.delivery.timeout.ms", "3000")
                .with("result.producer.request.timeout.ms", "2000")
                .start();
        demandReplicas(topic, 2);
        send();
        Waiting.until("operations have ended")
                .until(() -> toloka.operations().stream().anyMatch(operation -> operation.finished() != null));

        demandReplicas(topic, 1);

        Waiting.until("no operation is under way")
                .untilAsserted(
                        () -> assertThat(pipeline.journal().openOperations()).isEmpty());
        pipeline.awaitNoLag();
        assertThat(toloka.audit().tasks()).isEqualTo(RECORDS);
        assertThat(toloka.audit().duplicates()).isZero();
        assertThat(cluster.committedRecords(topic)).isEqualTo(RECORDS);
        assertThat(pipeline.status().isRunning()).isTrue();
    }

    private void send() {
        KEYS.forEach(key -> pipeline.send(key, Tasks.valid("1001", pipeline.name() + key)));
        pipeline.results();
    }

    private Set<UUID> awaitPrepared(int operations) {
        Waiting.until(operations + " operations are prepared")
                .until(() -> pipeline.journal().openOperations().size() >= operations);
        return pipeline.journal().openOperations();
    }

    private Set<UUID> operations() {
        return toloka.operations().stream()
                .map(operation -> UUID.fromString(operation.id()))
                .collect(Collectors.toSet());
    }

    /** Ids of all operations that the journal speaks of. */
    private List<String> texts() {
        return pipeline.journal().operations().stream().map(UUID::toString).toList();
    }

    private void awaitOneTaskAndOneResultOfEveryRecord() {
        pipeline.awaitResults(RECORDS);
        pipeline.awaitNoLag();
        Waiting.until("no operation is under way")
                .untilAsserted(
                        () -> assertThat(pipeline.journal().openOperations()).isEmpty());
        var results = pipeline.results();
        assertThat(results.created()).extracting(Received::key).containsExactlyInAnyOrderElementsOf(KEYS);
        assertThat(results.errors()).isEmpty();
        assertThat(results.all())
                .map(Received::event)
                .extracting(Event::eventId)
                .doesNotHaveDuplicates();
        assertThat(toloka.audit().tasks()).isEqualTo(RECORDS);
        assertThat(toloka.audit().duplicates()).isZero();
    }

    /** With more than there are brokers, nobody can write to the topic. */
    private void demandReplicas(String topic, int replicas) {
        Cluster.answer(cluster.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("min.insync.replicas", String.valueOf(replicas)),
                                AlterConfigOp.OpType.SET))))
                .all());
    }
}
