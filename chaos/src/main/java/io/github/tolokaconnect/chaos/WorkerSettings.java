package io.github.tolokaconnect.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The properties file of a distributed Connect worker that notices soon when another one is gone. */
final class WorkerSettings {

    private WorkerSettings() {}

    /** Writes the settings to {@code file}, and answers it. */
    static Path write(Path file, String bootstrapServers, String pluginPath, int port) {
        var settings = new TreeMap<String, String>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", "chaos");
        settings.put("listeners", "HTTP://127.0.0.1:" + port);
        settings.put("plugin.path", pluginPath);
        settings.put("plugin.discovery", "service_load");
        settings.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        settings.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        for (var store : new String[] {"config", "offset", "status"}) {
            settings.put(store + ".storage.topic", "chaos.connect." + store + "s");
            settings.put(store + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.put("offset.flush.interval.ms", "1000");
        settings.put("scheduled.rebalance.max.delay.ms", "1000");
        // The shortest session that brokers allow by default, for the workers and for the consumers of the sink tasks.
        for (var member : new String[] {"", "consumer."}) {
            settings.put(member + "session.timeout.ms", "6000");
            settings.put(member + "heartbeat.interval.ms", "1500");
        }
        try {
            return Files.writeString(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException("The settings of a worker cannot be written to " + file, e);
        }
    }
}
