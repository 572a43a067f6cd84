package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How a sink task shows what it does.
 *
 * @param heartbeatInterval time between two heartbeat events
 * @param jmxDomain domain of the metrics' MBeans
 * @param showsBeans whether metrics are shown as MBeans
 * @param showsToWorker whether they are shown among the worker's metrics of plugins, where it has them
 */
public record ObservationConfig(
        Duration heartbeatInterval, String jmxDomain, boolean showsBeans, boolean showsToWorker) {

    static final String HEARTBEAT_INTERVAL = "heartbeat.interval.ms";
    static final String METRICS_EXPORTERS = "metrics.exporters";
    static final String JMX_DOMAIN = "metrics.jmx.domain";

    private static final String JMX = "jmx";
    private static final String PLUGIN = "plugin";
    private static final List<String> EXPORTERS = List.of(JMX, PLUGIN);

    static void define(ConfigDef definition) {
        new KeyGroup(definition, "Observation")
                .key(
                        HEARTBEAT_INTERVAL,
                        Type.LONG,
                        30_000L,
                        Allowed.between(100, 3_600_000),
                        LOW,
                        "Heartbeat interval",
                        "Time between two heartbeat events of a sink task, in milliseconds.")
                .key(
                        METRICS_EXPORTERS,
                        Type.LIST,
                        EXPORTERS,
                        Allowed.listOf("a list of " + String.join(", ", EXPORTERS), EXPORTERS::contains),
                        LOW,
                        "Metrics exporters",
                        "Where the connector's metrics are shown: 'jmx', as MBeans of the worker's JVM; 'plugin', among the"
                                + " worker's metrics of plugins, for its metric reporters, from Connect 4.1 on and without effect"
                                + " before. Heartbeats say the most important of them in any case.",
                        Allowed.recommend(EXPORTERS))
                .key(
                        JMX_DOMAIN,
                        Type.STRING,
                        "kafka.connect",
                        Allowed.text(),
                        LOW,
                        "JMX domain",
                        "Domain of the MBeans with the connector's metrics. The default is one that the usual exporters already"
                                + " scrape.");
    }

    static ObservationConfig from(AbstractConfig config) {
        var exporters =
                config.getList(METRICS_EXPORTERS).stream().map(String::trim).toList();
        return new ObservationConfig(
                Duration.ofMillis(config.getLong(HEARTBEAT_INTERVAL)),
                config.getString(JMX_DOMAIN),
                exporters.contains(JMX),
                exporters.contains(PLUGIN));
    }
}
