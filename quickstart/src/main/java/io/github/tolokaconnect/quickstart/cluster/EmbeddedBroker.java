package io.github.tolokaconnect.quickstart.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker with its controller (KRaft, one node) in this JVM, listening on the loopback address without encryption. What it
 * holds is in its directory, and a later broker on the same directory continues with it, on the same or on other ports. Topics are
 * never created by accident: clients have to create them.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String NODE = "1";

    private final KafkaRaftServer server;
    private final int port;
    private final @Nullable Path temporary;

    private EmbeddedBroker(KafkaRaftServer server, int port, @Nullable Path temporary) {
        this.server = server;
        this.port = port;
        this.temporary = temporary;
    }

    /** Starts a broker on an empty temporary directory, which is deleted on close. */
    public static EmbeddedBroker start() {
        try {
            var directory = Files.createTempDirectory("embedded-broker-");
            return started(directory, FreePorts.one(), Map.of(), directory);
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary directory for the broker cannot be made", e);
        }
    }

    /** Starts a broker on {@code directory} (created if missing, kept on close) at a free port. */
    public static EmbeddedBroker start(Path directory) {
        return start(directory, FreePorts.one());
    }

    /**
     * Starts a broker on {@code directory} (created if missing, kept on close) at {@code port}, and returns once it serves clients.
     *
     * @throws EmbeddedBrokerException if the port is taken or the directory is no broker's
     */
    public static EmbeddedBroker start(Path directory, int port) {
        return started(directory, port, Map.of(), null);
    }

    /**
     * Starts a broker as {@link #start(Path, int)} does, with some settings of its own.
     *
     * @param own settings by Kafka's names, which win over those of every embedded broker
     */
    public static EmbeddedBroker start(Path directory, int port, Map<String, String> own) {
        return started(directory, port, own, null);
    }

    /** The broker's address as clients want it: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Port at which clients reach the broker. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary != null) {
            FileTree.delete(temporary);
        }
    }

    private static EmbeddedBroker started(Path directory, int port, Map<String, String> own, @Nullable Path temporary) {
        try {
            Files.createDirectories(directory);
            format(directory);
            var settings = settings(directory, port, FreePorts.one());
            settings.putAll(own);
            var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException e) {
                server.shutdown();
                throw e;
            }
            return new EmbeddedBroker(server, port, temporary);
        } catch (Exception e) {
            // Formatter.run declares Exception, and startup throws whatever its parts throw.
            if (temporary != null) {
                FileTree.delete(temporary);
            }
            throw new EmbeddedBrokerException(
                    "The broker did not start on port " + port + " with directory " + directory + ": " + e.getMessage(),
                    e);
        }
    }

    private static void format(Path directory) throws Exception {
        var existing = new MetaPropertiesEnsemble.Loader()
                .addMetadataLogDir(directory.toString())
                .load()
                .clusterId();
        // The formatter reports to standard output, which belongs to the program that embeds the broker.
        try (var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setNodeId(Integer.parseInt(NODE))
                    .setClusterId(existing.orElseGet(() -> Uuid.randomUuid().toString()))
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setIgnoreFormatted(true)
                    .run();
        }
    }

    private static Map<String, String> settings(Path directory, int port, int controllerPort) {
        var settings = new TreeMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE);
        settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        for (var topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // The cleaner's default buffer alone would be 128 MiB of heap.
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(2 * 1024 * 1024));
        settings.put("message.max.bytes", String.valueOf(8 * 1024 * 1024));
        return settings;
    }
}
