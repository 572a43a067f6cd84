package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How a sink task shows what it does.
 *
 * @param heartbeatInterval time between two heartbeat events
 * @param jmxDomain domain of the metrics' MBeans
 */
public record ObservationConfig(Duration heartbeatInterval, String jmxDomain) {

    static final String HEARTBEAT_INTERVAL = "heartbeat.interval.ms";
    static final String JMX_DOMAIN = "metrics.jmx.domain";

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
        return new ObservationConfig(
                Duration.ofMillis(config.getLong(HEARTBEAT_INTERVAL)), config.getString(JMX_DOMAIN));
    }
}
