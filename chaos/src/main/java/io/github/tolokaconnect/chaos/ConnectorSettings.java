package io.github.tolokaconnect.chaos;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** The configuration of the connector of a run: quick to send, to poll and to repeat, so that much is under way at any moment. */
final class ConnectorSettings {

    /** Name of the connector. */
    static final String NAME = "chaos-sink";

    /** Consumer group of its sink tasks, as Connect names it. */
    static final String GROUP = "connect-" + NAME;

    private ConnectorSettings() {}

    static Map<String, String> of(String bootstrapServers, URI platform, String mode) {
        var settings = new TreeMap<String, String>();
        settings.put("connector.class", "io.github.tolokaconnect.connector.TolokaSinkConnector");
        settings.put("tasks.max", "4");
        settings.put("topics", String.join(",", SourceRecord.TOPICS));
        settings.put("toloka.url", platform.toString());
        settings.put("toloka.api.key", Platform.TOKEN);
        settings.put("toloka.auth.type", "oauth");
        settings.put("delivery.mode", mode);
        settings.put("safety.max.tasks.per.day", "-1");
        settings.put("rate.limit.requests.per.second", "1000000");
        settings.put("rate.limit.tasks.per.minute", "1000000000");
        settings.put("rate.limit.tasks.per.day", "1000000000000");
        settings.put("batch.size", "200");
        settings.put("linger.ms", "200");
        settings.put("operation.poll.ms", "100");
        settings.put("operation.poll.max.ms", "1000");
        settings.put("connection.timeout.ms", "2000");
        // Shorter than the delays of the plan, so that what comes late comes after its client has given up.
        settings.put("read.timeout.ms", "3000");
        settings.put("retry.backoff.ms", "100");
        settings.put("retry.backoff.max.ms", "1000");
        settings.put("result.bootstrap.servers", bootstrapServers);
        settings.put("result.topics.replication.factor", "1");
        settings.put("errors.tolerance", "all");
        return settings;
    }
}
