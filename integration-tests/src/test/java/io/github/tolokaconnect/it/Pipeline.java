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

/** A connector with a source topic of its own between the shared cluster and a platform. Not safe for several threads. */
final class Pipeline implements AutoCloseable {

    static final int PARTITIONS = 3;

    private static final int CONFLICT = 409;

    private final Cluster cluster;
    private final ConnectRest connect;
    private final String name;
    private final Map<String, String> config = new TreeMap<>();
    private final ResultLog results;
    private final List<Future<RecordMetadata>> unconfirmed = new ArrayList<>();

    private Pipeline(Cluster cluster, ConnectRest connect, URI platform, String purpose) {
        this.cluster = cluster;
        this.connect = connect;
        this.name = cluster.freshName(purpose);
        cluster.createTopic(topic(), PARTITIONS);
        config.putAll(Map.of(
                "connector.class", "io.github.tolokaconnect.connector.TolokaSinkConnector",
                "tasks.max", "1",
                "topics", topic(),
                "toloka.url", platform.toString(),
                "toloka.api.key", "demo-token",
                "toloka.auth.type", "oauth",
                "safety.max.tasks.per.day", "-1",
                "result.bootstrap.servers", cluster.bootstrapServers()));
        config.putAll(Map.of(
                "linger.ms", "100",
                "operation.poll.ms", "20",
                "operation.poll.max.ms", "200",
                "retry.backoff.ms", "50",
                "retry.backoff.max.ms", "500",
                "heartbeat.interval.ms", "500",
                "result.topics.replication.factor", "1",
                "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
        this.results = new ResultLog(cluster.bootstrapServers(), name);
    }

    /** A pipeline that reads the topic of {@code other}, and is configured as that one is, under a name of its own. */
    static Pipeline renamed(Cluster cluster, Pipeline other) {
        var renamed = new Pipeline(cluster, cluster.connect(), URI.create(other.config.get("toloka.url")), "renamed");
        renamed.config.putAll(other.config);
        return renamed;
    }

    /** A pipeline to {@code platform} that does not run yet. Its waits are short, everything else is as by default. */
    static Pipeline to(Cluster cluster, URI platform, String purpose) {
        return new Pipeline(cluster, cluster.connect(), platform, purpose);
    }

    /** The same on another Connect worker of the cluster. */
    static Pipeline to(Cluster cluster, ConnectRest connect, URI platform, String purpose) {
        return new Pipeline(cluster, connect, platform, purpose);
    }

    Pipeline with(String key, String value) {
        config.put(key, value);
        return this;
    }

    /** Creates the connector and returns once its sink tasks run. */
    Pipeline start() {
        submit();
        Waiting.until(name + " runs").until(() -> status().isRunning());
        return this;
    }

    /** Creates the connector. */
    Pipeline submit() {
        Waiting.until("the worker takes " + name).until(this::tryCreate);
        return this;
    }

    String name() {
        return name;
    }

    String topic() {
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
    Pipeline send(String key, @Nullable String value) {
        return send(new ProducerRecord<>(topic(), key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
    }

    Pipeline send(ProducerRecord<byte[], byte[]> record) {
        unconfirmed.add(cluster.producer().send(record));
        return this;
    }

    /** The results so far. */
    ResultLog results() {
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
    void awaitNoLag() {
        Waiting.until("lag of " + name + " is 0")
                .untilAsserted(() -> assertThat(committed()).isEqualTo(ends()));
    }

    /** Stops the connector and returns once its sink tasks are gone from the consumer group. */
    Pipeline halt() {
        Waiting.until("the worker stops " + name).until(() -> isDone(() -> connect.stop(name)));
        Waiting.until(name + " is stopped").until(() -> status().state().equals("STOPPED"));
        Waiting.until("nobody is left in the group of " + name)
                .until(() ->
                        Cluster.answer(cluster.admin()
                                        .describeConsumerGroups(List.of(group()))
                                        .all())
                                .values()
                                .stream()
                                .allMatch(described -> described.members().isEmpty()));
        return this;
    }

    /** Lets a stopped connector run again and returns once its sink tasks do. */
    Pipeline proceed() {
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
    JournalLog journal() {
        return JournalLog.read(cluster.bootstrapServers(), "toloka.journal." + name);
    }

    ConnectorStatus status() {
        return connect.status(name).orElse(new ConnectorStatus("UNKNOWN", List.of()));
    }

    /** Waits until a sink task has failed, and answers its trace. */
    String awaitFailure() {
        Waiting.until("a sink task of " + name + " fails")
                .until(() -> status().failedSinkTask().isPresent());
        return status().failedSinkTask().orElseThrow().trace();
    }

    /** Stops listening, where the connector has gone with its worker. */
    void leave() {
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
        cluster.producer().flush();
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
        Cluster.answer(cluster.admin().listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata())
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
        Cluster.answer(cluster.admin().listOffsets(latest).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        ends.values().removeIf(end -> end == 0);
        return ends;
    }
}
