package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectRestException;
import io.github.tolokaconnect.quickstart.cluster.ConnectorStatus;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A connector with a source topic of its own between a Kafka cluster and a platform. Not safe for several threads. */
public final class Pipeline implements AutoCloseable {

    /** Partitions of its source topic. */
    public static final int PARTITIONS = 3;

    private static final int CONFLICT = 409;

    private final KafkaClients kafka;
    private final String name;
    private final Map<String, String> config = new TreeMap<>();
    private final ResultLog results;
    private final List<Future<RecordMetadata>> unconfirmed = new ArrayList<>();
    private ConnectRest connect;

    private Pipeline(KafkaClients kafka, ConnectRest connect, URI platform, String purpose) {
        this.kafka = kafka;
        this.connect = connect;
        this.name = kafka.freshName(purpose);
        kafka.createTopic(topic(), PARTITIONS);
        config.putAll(Map.of(
                "connector.class", "io.github.tolokaconnect.connector.TolokaSinkConnector",
                "tasks.max", "1",
                "topics", topic(),
                "toloka.url", platform.toString(),
                "toloka.api.key", "demo-token",
                "toloka.auth.type", "oauth",
                "safety.max.tasks.per.day", "-1",
                "result.bootstrap.servers", kafka.bootstrapServers()));
        config.putAll(Map.of(
                "linger.ms", "100",
                "operation.poll.ms", "20",
                "operation.poll.max.ms", "200",
                "retry.backoff.ms", "50",
                "retry.backoff.max.ms", "500",
                "heartbeat.interval.ms", "500",
                "result.topics.replication.factor", String.valueOf(kafka.replicas()),
                "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
        this.results = new ResultLog(kafka.bootstrapServers(), name);
    }

    /** A pipeline that reads the topic of {@code other}, and is configured as that one is, under a name of its own. */
    static Pipeline renamed(Cluster cluster, Pipeline other) {
        var renamed =
                new Pipeline(cluster.kafka(), cluster.connect(), URI.create(other.config.get("toloka.url")), "renamed");
        renamed.config.putAll(other.config);
        return renamed;
    }

    /** A pipeline to {@code platform} that does not run yet. Its waits are short, everything else is as by default. */
    static Pipeline to(Cluster cluster, URI platform, String purpose) {
        return new Pipeline(cluster.kafka(), cluster.connect(), platform, purpose);
    }

    /** The same on another Connect worker of the cluster. */
    static Pipeline to(Cluster cluster, ConnectRest connect, URI platform, String purpose) {
        return new Pipeline(cluster.kafka(), connect, platform, purpose);
    }

    /** The same on a Connect worker of any other Kafka cluster. */
    public static Pipeline on(KafkaClients kafka, ConnectRest connect, URI platform, String purpose) {
        return new Pipeline(kafka, connect, platform, purpose);
    }

    /** Sets one setting of the connector, from its next submission on. */
    public Pipeline with(String key, String value) {
        config.put(key, value);
        return this;
    }

    /** Asks another worker of the Connect cluster from now on. */
    public Pipeline asking(ConnectRest worker) {
        connect = worker;
        return this;
    }

    /** Creates the connector and returns once its sink tasks run. */
    public Pipeline start() {
        submit();
        Waiting.until(name + " runs").until(() -> status().isRunning());
        return this;
    }

    /** Creates the connector. */
    public Pipeline submit() {
        Waiting.until("the worker takes " + name).until(this::tryCreate);
        return this;
    }

    /** Name of the connector. */
    public String name() {
        return name;
    }

    /** Topic that it reads. */
    public String topic() {
        return name + ".tasks";
    }

    /** Topic for its dead letters. */
    String deadLetters() {
        return name + ".dlq";
    }

    Map<String, String> config() {
        return Map.copyOf(config);
    }

    /** Sends a record to the partition that its key decides. */
    public Pipeline send(String key, @Nullable String value) {
        return send(new ProducerRecord<>(topic(), key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
    }

    /** Sends a record as it is. */
    public Pipeline send(ProducerRecord<byte[], byte[]> record) {
        unconfirmed.add(kafka.producer().send(record));
        return this;
    }

    /** The results so far. */
    public ResultLog results() {
        confirm();
        return results.read();
    }

    /** Waits for this many events about records, created or refused. */
    ResultLog awaitResults(int records) {
        Waiting.until(records + " results of " + name).untilAsserted(() -> {
            failOnFailedSinkTask();
            var read = results();
            assertThat(read.created().size() + read.errors().size()).isGreaterThanOrEqualTo(records);
        });
        return results;
    }

    /** The same where the worker that was asked so far does not answer any more. */
    ResultLog awaitResultsBlindly(int records) {
        Waiting.until(records + " results of " + name).untilAsserted(() -> {
            var read = results();
            assertThat(read.created().size() + read.errors().size()).isGreaterThanOrEqualTo(records);
        });
        return results;
    }

    /** Waits until the consumer group has committed everything that is in the topic. */
    public void awaitNoLag() {
        Waiting.until("lag of " + name + " is 0")
                .untilAsserted(() -> assertThat(committed()).isEqualTo(ends()));
    }

    /** Stops the connector and returns once its sink tasks are gone from the consumer group. */
    public Pipeline halt() {
        Waiting.until("the worker stops " + name).until(() -> isDone(() -> connect.stop(name)));
        Waiting.until(name + " is stopped").until(() -> status().state().equals("STOPPED"));
        Waiting.until("nobody is left in the group of " + name)
                .until(() ->
                        KafkaClients.answer(kafka.admin()
                                        .describeConsumerGroups(List.of(group()))
                                        .all())
                                .values()
                                .stream()
                                .allMatch(described -> described.members().isEmpty()));
        return this;
    }

    /** Lets a stopped connector run again and returns once its sink tasks do. */
    public Pipeline proceed() {
        Waiting.until("the worker resumes " + name).until(() -> isDone(() -> connect.resume(name)));
        Waiting.until(name + " runs again").until(() -> status().isRunning());
        return this;
    }

    /** Deletes the connector; its topics, offsets and journal stay. */
    void delete() {
        Waiting.until("the worker deletes " + name).until(() -> isDone(() -> connect.delete(name)));
    }

    /** The consumer group of its sink tasks. */
    String group() {
        return "connect-" + name;
    }

    /** What its journal says now. */
    public JournalLog journal() {
        return JournalLog.read(kafka.bootstrapServers(), "toloka.journal." + name);
    }

    /** What Connect says of it; UNKNOWN until it says anything. */
    public ConnectorStatus status() {
        return connect.status(name).orElse(new ConnectorStatus("UNKNOWN", List.of()));
    }

    /** Waits until a sink task has failed, and answers its trace. */
    String awaitFailure() {
        Waiting.until("a sink task of " + name + " fails")
                .until(() -> status().failedSinkTask().isPresent());
        return status().failedSinkTask().orElseThrow().trace();
    }

    /** Stops listening, where the connector has gone with its worker. */
    public void leave() {
        results.close();
    }

    @Override
    public void close() {
        leave();
        try {
            delete();
        } catch (ConnectRestException e) {
            // A test whose connector was never accepted has nothing to delete.
            if (e.status() != 404) {
                throw e;
            }
        }
    }

    /** Restarts the connector with its sink tasks; answers false while the worker is busy with something else. */
    boolean tryRestart() {
        return isDone(() -> connect.restart(name));
    }

    private boolean tryCreate() {
        return isDone(() -> connect.createConnector(name, config));
    }

    private static boolean isDone(Runnable call) {
        try {
            call.run();
            return true;
        } catch (ConnectRestException e) {
            if (e.status() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private void confirm() {
        kafka.producer().flush();
        assertThat(unconfirmed).allSatisfy(sent -> assertThat(sent).succeedsWithin(Duration.ofSeconds(10)));
        unconfirmed.clear();
    }

    private void failOnFailedSinkTask() {
        status().failedSinkTask().ifPresent(task -> {
            throw new IllegalStateException("Sink task " + task.id() + " of " + name + " failed: " + task.trace());
        });
    }

    private Map<TopicPartition, Long> committed() {
        var committed = new HashMap<TopicPartition, Long>();
        KafkaClients.answer(kafka.admin().listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> committed.put(partition, offset.offset()));
        // Partitions without records may have been committed at their beginning, or not at all.
        committed.values().removeIf(offset -> offset == 0);
        return committed;
    }

    /** End of each partition that holds records. */
    Map<TopicPartition, Long> ends() {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            latest.put(new TopicPartition(topic(), partition), OffsetSpec.latest());
        }
        var ends = new HashMap<TopicPartition, Long>();
        KafkaClients.answer(kafka.admin().listOffsets(latest).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        ends.values().removeIf(end -> end == 0);
        return ends;
    }
}
