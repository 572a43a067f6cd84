package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.streams.alerts.AlertSettings;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.monitor.MonitorSettings;
import io.github.tolokaconnect.streams.repair.RepairSettings;
import io.github.tolokaconnect.streams.select.SelectSettings;
import io.github.tolokaconnect.streams.state.BoundedStores;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;

/**
 * Everything that a start needs.
 *
 * @param http where the HTTP server listens, and who may change something
 * @param topics topics to read and write
 * @param createTopics whether to create missing ones
 * @param printOperations whether to print a line for each operation that ends
 * @param monitor for how long operations are remembered, and when alerts fire
 * @param select what is decided about selecting
 * @param itemsRetention for how long an item or a task is remembered after something happened to it
 * @param repair how refused records are treated
 * @param stateMemory memory outside of the heap that all stores may take together, in bytes
 * @param kafka Kafka's own configuration: of Kafka Streams and its clients
 */
public record StreamsAppConfig(
        HttpConfig http,
        AppTopics topics,
        boolean createTopics,
        boolean printOperations,
        MonitorSettings monitor,
        SelectSettings select,
        Duration itemsRetention,
        RepairSettings repair,
        long stateMemory,
        Map<String, String> kafka) {

    private static final String APPLICATION_ID = "toloka-streams-app";
    private static final String READ_COMMITTED = "read_committed";

    public StreamsAppConfig {
        kafka = Map.copyOf(kafka);
    }

    /**
     * Reads the configuration from properties: the application's own keys, and everything else as Kafka's.
     *
     * @throws ConfigException if a key of ours is unknown, a value is not allowed, or a required one is missing
     */
    public static StreamsAppConfig from(Map<String, String> properties) {
        Map<String, String> ours = new HashMap<>();
        Map<String, String> kafka = new HashMap<>();
        properties.forEach((key, value) -> (isOurs(key) ? ours : kafka).put(key, value));
        AbstractConfig values = new AbstractConfig(AppKeys.definition(), ours, false);
        return new StreamsAppConfig(
                HttpConfig.from(values),
                TopicKeys.from(values),
                values.getBoolean(TopicKeys.CREATE),
                values.getBoolean(AppKeys.PRINT_OPERATIONS),
                new MonitorSettings(Duration.ofMillis(values.getLong(AppKeys.RETENTION)), AlertSettings.from(values)),
                new SelectSettings(Duration.ofMillis(values.getLong(AppKeys.DEDUP_RETENTION))),
                Duration.ofMillis(values.getLong(AppKeys.ITEMS_RETENTION)),
                RepairKeys.from(values),
                values.getLong(AppKeys.STATE_MEMORY),
                checked(kafka, TopicKeys.from(values)));
    }

    /** Kafka's configuration in the form that its clients take, with the address that other instances are told. */
    Properties kafkaProperties() {
        Properties properties = new Properties();
        properties.putAll(kafka);
        http.self()
                .ifPresent(self ->
                        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, self.host() + ":" + self.port()));
        return properties;
    }

    private static boolean isOurs(String key) {
        if (AppKeys.definition().names().contains(key)) {
            return true;
        }
        if (AppKeys.PREFIXES.stream().anyMatch(key::startsWith)) {
            throw new ConfigException("TLK-801 Unknown configuration " + key + "; known are "
                    + String.join(", ", AppKeys.definition().names()) + ", and Kafka Streams' own");
        }
        return false;
    }

    private static Map<String, String> checked(Map<String, String> kafka, AppTopics topics) {
        if (!kafka.containsKey(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new ConfigException("TLK-801 Missing required configuration " + StreamsConfig.BOOTSTRAP_SERVERS_CONFIG
                    + ": name one or more brokers as host:port");
        }
        kafka.putIfAbsent(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        kafka.putIfAbsent(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        kafka.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        kafka.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class.getName());
        // What a processor does not expect costs one record, which is kept, and not the application.
        kafka.putIfAbsent(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class.getName());
        kafka.putIfAbsent(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, topics.deadLetters());
        // Kafka Streams does so by itself under its exactly_once_v2 only; the connector's aborted events are nobody's
        // business.
        kafka.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), READ_COMMITTED);
        new StreamsConfig(kafka);
        return kafka;
    }
}
