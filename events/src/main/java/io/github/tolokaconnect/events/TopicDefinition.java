package io.github.tolokaconnect.events;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as it has to be created.
 *
 * @param name name of the topic
 * @param purpose what its records say, in one sentence
 * @param key what its records are keyed by
 * @param partitions number of partitions
 * @param replicas replication factor
 * @param configs topic configuration by Kafka's own names, sorted
 */
public record TopicDefinition(
        String name, String purpose, String key, int partitions, short replicas, Map<String, String> configs) {

    public TopicDefinition {
        if (name.isBlank() || partitions < 1 || replicas < 1) {
            throw new IllegalArgumentException("topic '" + name + "' with " + partitions + " partitions and " + replicas
                    + " replicas; name it and ask for at least 1 of each");
        }
        configs = Collections.unmodifiableMap(new TreeMap<>(configs));
    }

    /** The same topic under another name. */
    public TopicDefinition withName(String newName) {
        return new TopicDefinition(newName, purpose, key, partitions, replicas, configs);
    }

    /** The same topic with another number of partitions. */
    public TopicDefinition withPartitions(int newPartitions) {
        return new TopicDefinition(name, purpose, key, newPartitions, replicas, configs);
    }

    /** The same topic with another replication factor. */
    public TopicDefinition withReplicas(int newReplicas) {
        return new TopicDefinition(name, purpose, key, partitions, (short) newReplicas, configs);
    }

    /** The command that creates this topic, ready for a shell. */
    public String createCommand(String bootstrapServers) {
        StringBuilder command = new StringBuilder("kafka-topics.sh --bootstrap-server ")
                .append(bootstrapServers)
                .append(" --create --if-not-exists --topic ")
                .append(name)
                .append(" --partitions ")
                .append(partitions)
                .append(" --replication-factor ")
                .append(replicas);
        configs.forEach((config, value) ->
                command.append(" --config ").append(config).append('=').append(value));
        return command.toString();
    }
}
