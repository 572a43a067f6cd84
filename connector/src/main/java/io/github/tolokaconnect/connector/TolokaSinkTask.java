package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.delivery.Defect;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
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
        guarded("The start", () -> {
            started = SinkTaskWiring.start(ConnectorConfig.from(props), context);
        });
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        guarded("The assignment", () -> started().open(partitions));
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        guarded("Records", () -> started().put(records));
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        return started().committable(currentOffsets);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        var open = started;
        if (open != null) {
            guarded("The revocation", () -> open.close(partitions));
        }
    }

    @Override
    public void stop() {
        if (started != null) {
            started.close();
            started = null;
        }
    }

    /** What Connect shows of a failed sink task says what to do; what Kafka throws is Connect's to understand. */
    private static void guarded(String what, Runnable call) {
        try {
            call.run();
        } catch (KafkaException told) {
            throw told;
        } catch (RuntimeException defect) {
            var told = Defect.of(what, defect);
            throw new ConnectException(told.getMessage(), told);
        }
    }

    private StartedTolokaSinkTask started() {
        if (started == null) {
            throw new IllegalStateException("the sink task is not started");
        }
        return started;
    }
}
