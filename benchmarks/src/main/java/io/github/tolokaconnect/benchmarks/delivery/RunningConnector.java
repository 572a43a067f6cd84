package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectRestException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A connector of this project, from its creation to the departure of its last sink task. All its topics begin with its name and a dot. */
final class RunningConnector {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CONFLICT = 409;

    private final Environment environment;
    private final String name;
    private final Waiting waiting;
    private final ConnectRest connect;

    RunningConnector(Environment environment, String name, Waiting waiting) {
        this.environment = environment;
        this.name = name;
        this.waiting = waiting;
        this.connect = environment.connect();
    }

    String name() {
        return name;
    }

    /** Creates it with {@code settings} beside those that name the environment and the topics. */
    void create(Map<String, String> settings) {
        var all = new TreeMap<>(settings);
        all.put("connector.class", "io.github.tolokaconnect.connector.TolokaSinkConnector");
        all.put("topics", name + ".tasks");
        all.put("toloka.url", environment.platform().url().toString());
        all.put("toloka.api.key", "demo-token");
        all.put("toloka.auth.type", "oauth");
        all.put("safety.max.tasks.per.day", "-1");
        all.put("result.bootstrap.servers", environment.cluster().bootstrapServers());
        all.put("result.topics.replication.factor", "1");
        all.put("result.task.created.topic", name + ".created");
        all.put("result.operation.status.topic", name + ".operations");
        all.put("result.validation.error.topic", name + ".errors");
        all.put("result.heartbeat.topic", name + ".heartbeats");
        waiting.until("a rebalance of the Connect worker", LIMIT, () -> tryCreate(all));
    }

    /** Returns once its sink tasks have all partitions of a topic and have paused, so that they begin with the same records. */
    void pause(int sinkTasks, int partitions) {
        waiting.until(
                "the start of the sink tasks",
                LIMIT,
                () -> environment.cluster().isAssigned(group(), sinkTasks, partitions));
        connect.pause(name);
        waiting.until("the pause of the sink tasks", LIMIT, this::isPaused);
    }

    /** Lets the sink tasks have records. */
    void resume() {
        connect.resume(name);
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

    private String group() {
        return "connect-" + name;
    }

    private boolean isPaused() {
        check();
        return connect.status(name)
                .filter(status -> status.sinkTasks().stream()
                        .allMatch(task -> task.state().equals("PAUSED")))
                .isPresent();
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
