package io.github.tolokaconnect.connector.transactions;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the journal of a connector is, and how it is reached.
 *
 * @param topic the journal's topic
 * @param transactionalIds transactional id of whoever owns a source topic-partition, the same for every sink task
 * @param consumerGroup group with which Connect reads the source topics
 * @param clients settings of Kafka's clients by their own names, bootstrap servers included; may hold secrets
 * @param createTopic whether the topic is created if it is missing
 * @param replicationFactor of the topic if it is created; -1 is the broker's default
 */
public record JournalSettings(
        String topic,
        Function<TopicPartition, String> transactionalIds,
        String consumerGroup,
        Map<String, Object> clients,
        boolean createTopic,
        short replicationFactor) {

    public JournalSettings {
        clients = Map.copyOf(clients);
    }

    /** The brokers, as the commands of Kafka take them. */
    String bootstrapServers() {
        return String.valueOf(clients.get("bootstrap.servers"));
    }

    @Override
    public String toString() {
        return "JournalSettings[topic=" + topic + ", consumerGroup=" + consumerGroup + "]";
    }
}
