package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.events.ConnectorRef;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.errors.ConnectException;

/** The Kafka cluster that receives result events. */
public final class ResultCluster {
    private static final int LINGER_MS = 20;
    private static final int BATCH_BYTES = 131_072;

    private ResultCluster() {}

    /**
     * Makes sure that the result topics exist, and opens a producer for them. Waits for the cluster.
     *
     * @throws ConnectException if the cluster or a topic is not there, or if the producer's settings cannot be used
     */
    public static Producer<byte[], byte[]> connect(ResultsConfig config, ConnectorRef connector) {
        try (var admin = Admin.create(adminSettings(config, connector))) {
            new ResultTopics(config).ensure(admin);
            return new KafkaProducer<>(
                    producerSettings(config, connector), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (ConnectException known) {
            throw known;
        } catch (KafkaException unusable) {
            throw new ConnectException(
                    "TLK-403 The client of the cluster for results cannot be set up; correct result.bootstrap.servers and"
                            + " result.producer.*, then restart the task",
                    unusable);
        }
    }

    private static Map<String, Object> producerSettings(ResultsConfig config, ConnectorRef connector) {
        var settings = new HashMap<String, Object>();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "toloka-results-" + connector.name() + "-" + connector.task());
        settings.putAll(config.producer());
        return settings;
    }

    private static Map<String, Object> adminSettings(ResultsConfig config, ConnectorRef connector) {
        var settings = new HashMap<>(config.producer());
        settings.keySet().retainAll(AdminClientConfig.configNames());
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "toloka-topics-" + connector.name() + "-" + connector.task());
        return settings;
    }
}
