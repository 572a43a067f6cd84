package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.connector.config.ConfigCheck;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.config.TaskShare;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.jspecify.annotations.Nullable;

/** A sink connector whose records become labeling tasks on Toloka, and which says of every record what became of it. */
public final class TolokaSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.text();
    }

    @Override
    public ConfigDef config() {
        return ConnectorConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        return ConfigCheck.of(connectorConfigs);
    }

    @Override
    public void start(Map<String, String> props) {
        properties = Map.copyOf(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TolokaSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks)
                .mapToObj(index -> new TaskShare(index, maxTasks).addTo(properties))
                .toList();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Exactly once, that is a conscious decision to make tasks again of records that are read again, and the journal is told.
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, @Nullable Long> offsets) {
        var config = ConnectorConfig.from(connectorConfig);
        if (config.delivery().exactlyOnce()) {
            SinkTaskWiring.offsetResets(config).write(offsets);
        }
        return true;
    }

    @Override
    public void stop() {
        properties = Map.of();
    }
}
