package io.github.tolokaconnect.connector.config;

import org.apache.kafka.common.TopicPartition;

/** What a connector's operation ids and transactional ids are made from, so that no other connector has the same ones. */
public record OperationNamespace(String name) {
    private static final String PREFIX = "toloka-";
    /** No connector's name holds a control character, so nothing that begins with one can be equal to a name. */
    private static final String NO_NAME = "\n";

    /** The namespace that is given, or the one of the connector with this name. */
    static OperationNamespace of(String given, String connectorName) {
        return new OperationNamespace(given.isBlank() ? PREFIX + connectorName : given.trim());
    }

    /** What operation ids are derived from: the connector's name where the namespace is the one made from it. */
    public String seedOfOperationIds() {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : NO_NAME + name;
    }

    /** The transactional id of whoever owns the topic-partition {@code source}, in original coordinates. */
    public String transactionalId(TopicPartition source) {
        return name + "-" + source.topic() + "-" + source.partition();
    }
}
