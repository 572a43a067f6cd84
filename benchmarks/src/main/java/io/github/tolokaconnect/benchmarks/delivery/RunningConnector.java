package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectRestException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A connector of this project, from its creation to the departure of its last sink task. All its topics begin with its name and a dot. */
final class RunningConnector {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");
    private static final int CONFLICT = 409;

    private final Environment environment;
    private final String name;
    private final TopicDefinition source;
    private final TopicDefinition results;
    private final Waiting waiting;
    private final ConnectRest connect;

    /** A connector that is to be created, and its source topic with so many partitions. */
    RunningConnector(Environment environment, String name, int partitions, Waiting waiting) {
        this.environment = environment;
        this.name = name;
        this.source = Topics.LABELING_TASKS.withName(name + ".tasks").withPartitions(partitions);
        this.results = Topics.TASKS_CREATED.withName(name + ".created").withPartitions(partitions);
        this.waiting = waiting;
        this.connect = environment.connect();
    }

    String name() {
        return name;
    }

    /** The topic that it reads. */
    TopicDefinition source() {
        return source;
    }

    /** The topic with an event for each task. */
    TopicDefinition results() {
        return results;
    }

    /** Its journal. */
    TopicDefinition journal() {
        return new TopicDefinition(
                name + ".journal", "What it has under way.", "what an entry is about", 1, (short) 1, COMPACTED);
    }

    /** Creates it with {@code settings} beside those that name the environment and the topics. */
    void create(Map<String, String> settings) {
        var all = new TreeMap<>(settings);
        all.put("connector.class", "io.github.tolokaconnect.connector.TolokaSinkConnector");
        all.put("topics", source.name());
        all.put("toloka.url", environment.platform().url().toString());
        all.put("toloka.api.key", Platform.TOKEN);
        all.put("toloka.auth.type", "oauth");
        all.put("safety.max.tasks.per.day", "-1");
        all.put("result.bootstrap.servers", environment.cluster().bootstrapServers());
        all.put("result.topics.replication.factor", "1");
        all.put("result.task.created.topic", results.name());
        all.put("result.operation.status.topic", name + ".operations");
        all.put("result.validation.error.topic", name + ".errors");
        all.put("result.heartbeat.topic", name + ".heartbeats");
        all.put("journal.topic", journal().name());
        waiting.until("a rebalance of the Connect worker", LIMIT, () -> tryCreate(all));
    }

    /** Returns once its sink tasks have shared the partitions, so that none has to hand over what it began. */
    void awaitSinkTasks(int sinkTasks) {
        waiting.until(
                "the start of the sink tasks",
                LIMIT,
                () -> environment.cluster().isAssigned(group(), sinkTasks, source.partitions()));
    }

    /** Throws if a process or a sink task has failed. */
    void check() {
        environment.check();
        connect.status(name).flatMap(status -> status.failedSinkTask()).ifPresent(failed -> {
            throw new BenchmarkException("sink task " + failed.id() + " failed: " + failed.reason());
        });
    }

    /** Deletes it, and returns once its sink tasks have left. */
    void delete() {
        connect.delete(name);
        waiting.until(
                "the end of the sink tasks", LIMIT, () -> environment.cluster().isEmpty(group()));
    }

    /** Consumer group of its sink tasks, as Connect names it. */
    String group() {
        return "connect-" + name;
    }

    private boolean tryCreate(Map<String, String> config) {
        try {
            connect.createConnector(name, config);
            return true;
        } catch (ConnectRestException e) {
            if (e.status() == CONFLICT) {
                return false;
            }
            throw new BenchmarkException(String.valueOf(e.getMessage()), e);
        }
    }
}
