package io.github.tolokaconnect.quickstart.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/**
 * A distributed Kafka Connect worker in this JVM, with its REST API on the loopback address. It loads connectors from its plugin path
 * only, each through a class loader of its own, as a production worker does. Workers on one broker form one Connect cluster.
 */
public final class ConnectWorker implements AutoCloseable {

    private final Connect<?> connect;
    private final ConnectRest rest;

    private ConnectWorker(Connect<?> connect) {
        this.connect = connect;
        // advertisedUrl ends in a slash, which no documented address of a worker does.
        this.rest = new ConnectRest(
                URI.create(connect.rest().advertisedUrl().toString().replaceAll("/$", "")));
    }

    /** Starts a worker at a free port, with a plugin path of one directory, and returns once its REST API listens. */
    public static ConnectWorker start(String bootstrapServers, Path pluginPath) {
        return start(bootstrapServers, pluginPath, 0);
    }

    /**
     * Starts a worker whose REST API listens at {@code port}, or at a free port if it is 0.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if the port is taken
     */
    public static ConnectWorker start(String bootstrapServers, Path pluginPath, int port) {
        return new ConnectWorker(
                new ConnectDistributed().startConnect(settings(bootstrapServers, pluginPath.toString(), port)));
    }

    /** Address of the worker's REST API, without a slash at its end. */
    public URI url() {
        return rest.url();
    }

    /** The worker's REST API. */
    public ConnectRest rest() {
        return rest;
    }

    /** Stops the worker's connectors, leaves the Connect cluster and returns once that is done. */
    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }

    private static Map<String, String> settings(String bootstrapServers, String pluginPath, int port) {
        var settings = new TreeMap<String, String>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", "connect");
        settings.put("listeners", "HTTP://127.0.0.1:" + port);
        settings.put("plugin.path", pluginPath);
        settings.put("plugin.discovery", "service_load");
        settings.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        settings.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        for (var store : new String[] {"config", "offset", "status"}) {
            settings.put(store + ".storage.topic", "connect." + store + "s");
            settings.put(store + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.put("offset.flush.interval.ms", "1000");
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        return settings;
    }
}
