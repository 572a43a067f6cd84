package io.github.tolokaconnect.connector.config;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The whole configuration of a connector, one record per group of keys. */
public record ConnectorConfig(
        String connectorName,
        TaskShare share,
        boolean toleratesErrors,
        ConnectionConfig connection,
        SafetyConfig safety,
        RoutingConfig routing,
        MappingConfig mapping,
        BatchingConfig batching,
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
        return new ConnectorConfig(
                properties.getOrDefault("name", "toloka-sink"),
                TaskShare.from(properties),
                "all".equalsIgnoreCase(properties.get("errors.tolerance")),
                ConnectionConfig.from(config),
                SafetyConfig.from(config),
                RoutingConfig.from(config),
                MappingConfig.from(config),
                BatchingConfig.from(config),
                OperationConfig.from(config),
                PacingConfig.from(config),
                ResultsConfig.from(config),
                ObservationConfig.from(config));
    }
}
