package io.github.tolokaconnect.quickstart;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectRestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The connector of a run: its name and configuration, read from a file that works for other clusters as well.
 *
 * @param config all settings, its name included
 */
record SinkConnector(Map<String, String> config) {

    private static final int CONFLICT = 409;

    SinkConnector {
        config = Map.copyOf(config);
    }

    static SinkConnector read(Path file) {
        try {
            return new SinkConnector(
                    JsonMapper.builder().build().readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new QuickstartException("Connector configuration " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The same connector for the addresses of this run. */
    SinkConnector with(String brokers, String platform, int sinkTasks) {
        var changed = new TreeMap<>(config);
        changed.put("result.bootstrap.servers", brokers);
        changed.put("toloka.url", platform);
        changed.put("tasks.max", String.valueOf(sinkTasks));
        return new SinkConnector(changed);
    }

    String name() {
        return setting("name");
    }

    /** Consumer group of its sink tasks, as Connect names it. */
    String group() {
        return "connect-" + name();
    }

    Optional<String> deadLetterTopic() {
        return Optional.ofNullable(config.get("errors.deadletterqueue.topic.name"));
    }

    /** Creates or reconfigures it; answers false while the worker rebalances and the call has to be repeated. */
    boolean tryCreate(ConnectRest connect) {
        try {
            connect.createConnector(name(), config);
            return true;
        } catch (ConnectRestException e) {
            if (e.status() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    /** Whether the connector and all its sink tasks run. */
    boolean isRunning(ConnectRest connect) {
        failOnFailedSinkTask(connect);
        return connect.status(name()).filter(status -> status.isRunning()).isPresent();
    }

    /** Throws, with the reason, if one of its sink tasks has failed. */
    void failOnFailedSinkTask(ConnectRest connect) {
        var failed = connect.status(name()).flatMap(status -> status.failedSinkTask());
        if (failed.isPresent()) {
            throw new QuickstartException("Sink task " + failed.get().id() + " of " + name() + " failed: "
                    + failed.get().reason());
        }
    }

    private String setting(String key) {
        var value = config.get(key);
        if (value == null) {
            throw new QuickstartException("The connector's configuration has no " + key);
        }
        return value;
    }
}
