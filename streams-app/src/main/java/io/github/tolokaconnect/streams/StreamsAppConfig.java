package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.streams.monitor.InputTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Everything that a start needs.
 *
 * @param httpHost address to listen on
 * @param httpPort port to listen on; 0 is any free one
 * @param topics topics to read
 * @param createTopics whether to create missing ones
 * @param printOperations whether to print a line for each operation that ends
 * @param retention for how long an operation is remembered after it began
 * @param kafka Kafka's own configuration: of Kafka Streams and its clients
 */
public record StreamsAppConfig(
        String httpHost,
        int httpPort,
        InputTopics topics,
        boolean createTopics,
        boolean printOperations,
        Duration retention,
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
                values.getString(AppKeys.HTTP_HOST),
                values.getInt(AppKeys.HTTP_PORT),
                new InputTopics(
                        values.getString(AppKeys.OPERATION_STATUS_TOPIC),
                        values.getString(AppKeys.TASKS_CREATED_TOPIC),
                        values.getString(AppKeys.VALIDATION_ERRORS_TOPIC)),
                values.getBoolean(AppKeys.CREATE_TOPICS),
                values.getBoolean(AppKeys.PRINT_OPERATIONS),
                Duration.ofMillis(values.getLong(AppKeys.RETENTION)),
                checked(kafka));
    }

    /** Kafka's configuration in the form that its clients take. */
    Properties kafkaProperties() {
        Properties properties = new Properties();
        properties.putAll(kafka);
        return properties;
    }

    private static boolean isOurs(String key) {
        if (AppKeys.definition().names().contains(key)) {
            return true;
        }
        if (AppKeys.PREFIXES.stream().anyMatch(key::startsWith)) {
            throw new ConfigException("Unknown configuration " + key + "; known are "
                    + String.join(", ", AppKeys.definition().names()) + ", and Kafka Streams' own");
        }
        return false;
    }

    private static Map<String, String> checked(Map<String, String> kafka) {
        if (!kafka.containsKey(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new ConfigException("Missing required configuration " + StreamsConfig.BOOTSTRAP_SERVERS_CONFIG
                    + ": name one or more brokers as host:port");
        }
        kafka.putIfAbsent(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        kafka.putIfAbsent(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Kafka Streams does so by itself under its exactly_once_v2 only; the connector's aborted events are nobody's
        // business.
        kafka.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), READ_COMMITTED);
        new StreamsConfig(kafka);
        return kafka;
    }
}
