package io.github.tolokaconnect.connector.config;

import java.util.HashMap;
import java.util.Map;

/** A configuration that is valid and says nothing that it need not; tests change what they are about. */
public final class SampleConfig {
    /** The credential, which must show up nowhere. */
    public static final String SECRET = "canary-api-key.0123456789";

    private static final Map<String, String> VALID = Map.of(
            "name", "toloka-sink",
            "connector.class", "io.github.tolokaconnect.connector.TolokaSinkConnector",
            "topics", "labeling.tasks",
            "toloka.api.key", SECRET,
            "pool.id", "1001",
            "safety.max.tasks.per.day", "5000",
            "result.bootstrap.servers", "kafka:9092");

    private SampleConfig() {}

    /** The valid configuration with other or more keys, given as key, value, key, value. */
    public static Map<String, String> with(String... keysAndValues) {
        var properties = new HashMap<>(VALID);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    /** The same, read. */
    public static ConnectorConfig read(String... keysAndValues) {
        return ConnectorConfig.from(with(keysAndValues));
    }
}
