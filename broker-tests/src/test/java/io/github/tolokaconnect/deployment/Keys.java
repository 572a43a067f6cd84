package io.github.tolokaconnect.deployment;

import io.github.tolokaconnect.connector.config.ConnectorConfig;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Names that somebody reads: plain ones, and those that begin with a prefix and end in another reader's name. */
record Keys(Set<String> plain, Map<String, Set<String>> prefixed) {

    private static final Set<String> SSL = sslKeys();

    private static final Set<String> PROVIDER =
            Set.of("class", "param.allowed.paths", "param.allowlist.pattern", "param.region");

    /** Of a connector's configuration: its own, Connect's for sinks, and those of clients. */
    static Keys ofConnector() {
        var plain = new HashSet<>(ConnectorConfig.definition().names());
        plain.addAll(SinkConnectorConfig.configDef().names());
        return new Keys(
                plain,
                Map.of(
                        "consumer.override.", ConsumerConfig.configNames(),
                        "producer.override.", ProducerConfig.configNames(),
                        "admin.override.", AdminClientConfig.configNames(),
                        "result.producer.", ProducerConfig.configNames()));
    }

    /** Of a worker whose own keys are {@code plain}. */
    static Keys ofWorker(Set<String> plain) {
        return new Keys(
                plain,
                Map.of(
                        "consumer.", ConsumerConfig.configNames(),
                        "producer.", ProducerConfig.configNames(),
                        "admin.", AdminClientConfig.configNames(),
                        "listeners.https.", SSL,
                        "config.providers.", PROVIDER));
    }

    /** Of Kafka Streams and its clients. */
    static Keys ofKafkaStreams() {
        var plain = new HashSet<>(StreamsConfig.configDef().names());
        plain.addAll(ConsumerConfig.configNames());
        plain.addAll(ProducerConfig.configNames());
        plain.addAll(AdminClientConfig.configNames());
        return new Keys(
                plain,
                Map.of(
                        StreamsConfig.CONSUMER_PREFIX,
                        ConsumerConfig.configNames(),
                        StreamsConfig.PRODUCER_PREFIX,
                        ProducerConfig.configNames(),
                        StreamsConfig.ADMIN_CLIENT_PREFIX,
                        AdminClientConfig.configNames(),
                        "config.providers.",
                        PROVIDER));
    }

    /** Those of {@code keys} that nobody reads. */
    List<String> unknownAmong(Collection<String> keys) {
        return keys.stream().filter(key -> !knows(key)).sorted().toList();
    }

    private boolean knows(String key) {
        return plain.contains(key)
                || key.equals("config.providers")
                || prefixed.entrySet().stream()
                        .anyMatch(prefix -> key.startsWith(prefix.getKey())
                                && prefix.getValue().contains(rest(prefix.getKey(), key)));
    }

    /** The name behind the prefix; a config provider has a name of its own in between. */
    private static String rest(String prefix, String key) {
        var rest = key.substring(prefix.length());
        return prefix.equals("config.providers.") ? rest.replaceFirst("[^.]+\\.", "") : rest;
    }

    private static Set<String> sslKeys() {
        var names = new HashSet<>(new ConfigDef().withClientSslSupport().names());
        names.add("ssl.client.auth");
        return names;
    }
}
