package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.connector.config.ConnectorConfig;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** What Connect instantiates and calls; everything behind it is born whole in {@link #start}. */
public final class TolokaSinkTask extends SinkTask {
    private @Nullable StartedTolokaSinkTask started;

    @Override
    public String version() {
        return PluginVersion.text();
    }

    @Override
    public void start(Map<String, String> props) {
        started = SinkTaskWiring.start(ConnectorConfig.from(props), context);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        started().open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        started().put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        return started().committable(currentOffsets);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (started != null) {
            started.close(partitions);
        }
    }

    @Override
    public void stop() {
        if (started != null) {
            started.close();
            started = null;
        }
    }

    private StartedTolokaSinkTask started() {
        if (started == null) {
            throw new IllegalStateException("the sink task is not started");
        }
        return started;
    }
}
