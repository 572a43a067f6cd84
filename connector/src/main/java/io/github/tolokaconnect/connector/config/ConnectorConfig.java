package io.github.tolokaconnect.connector.config;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The whole configuration of a connector, one record per group of keys.
 *
 * @param consumerGroup of the sink tasks
 */
public record ConnectorConfig(
        String connectorName,
        String consumerGroup,
        TaskShare share,
        boolean toleratesErrors,
        ConnectionConfig connection,
        SafetyConfig safety,
        RoutingConfig routing,
        MappingConfig mapping,
        BatchingConfig batching,
        DeliveryConfig delivery,
        OperationConfig operation,
        PacingConfig pacing,
        ResultsConfig results,
        ObservationConfig observation) {

    /** All keys: the only source of their names, types, defaults, limits and documentation. */
    public static ConfigDef definition() {
        var definition = new ConfigDef();
        ConnectionConfig.define(definition);
        SafetyConfig.define(definition);
        RoutingConfig.define(definition);
        MappingConfig.define(definition);
        BatchingConfig.define(definition);
        DeliveryConfig.define(definition);
        OperationConfig.define(definition);
        PacingConfig.define(definition);
        ResultsConfig.define(definition);
        ObservationConfig.define(definition);
        return definition;
    }

    /**
     * Reads a valid configuration.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a single key is invalid; {@link ConfigCheck} finds all at once
     */
    public static ConnectorConfig from(Map<String, String> properties) {
        var config = new AbstractConfig(definition(), properties, false);
        var name = nameOf(properties.getOrDefault("name", ""));
        return new ConnectorConfig(
                name,
                consumerGroup(properties, name),
                TaskShare.from(properties),
                "all".equalsIgnoreCase(properties.get("errors.tolerance")),
                ConnectionConfig.from(config),
                SafetyConfig.from(config),
                RoutingConfig.from(config),
                MappingConfig.from(config),
                BatchingConfig.from(config),
                DeliveryConfig.from(config, name),
                OperationConfig.from(config),
                PacingConfig.from(config),
                ResultsConfig.from(config),
                ObservationConfig.from(config));
    }

    /** The connector's name; a worker that validates a configuration may not have one yet. */
    static String nameOf(String given) {
        return given.isEmpty() ? "toloka-sink" : given;
    }

    /** Connect names the group after the connector, unless it is overridden. */
    private static String consumerGroup(Map<String, String> properties, String name) {
        return properties.getOrDefault("consumer.override.group.id", "connect-" + name);
    }
}
