package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What was committed to a journal, read as anybody could read it: with a consumer and a parser of JSON.
 *
 * @param latest the last value of each key that has one
 * @param keys of all records, in their order
 */
public record JournalLog(Map<String, JsonNode> latest, List<String> keys) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String OPERATION = "operation/";

    /** The journal as it is now. */
    static JournalLog read(String bootstrapServers, String topic) {
        var latest = new LinkedHashMap<String, JsonNode>();
        var keys = new ArrayList<String>();
        var journal = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "default.api.timeout.ms", "10000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(journal));
            consumer.seekToBeginning(List.of(journal));
            var end = consumer.endOffsets(List.of(journal)).get(journal);
            while (consumer.position(journal) < end) {
                for (var entry : consumer.poll(POLL)) {
                    var key = new String(entry.key(), UTF_8);
                    keys.add(key);
                    if (entry.value() == null) {
                        latest.remove(key);
                    } else {
                        latest.put(key, json(entry.value()));
                    }
                }
            }
        }
        return new JournalLog(latest, keys);
    }

    /** Ids of the operations that are prepared and not done. */
    public Set<UUID> openOperations() {
        return latest.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(OPERATION))
                .filter(entry -> entry.getValue().path("state").asText().equals("prepared"))
                .map(entry -> idOf(entry.getKey()))
                .collect(Collectors.toSet());
    }

    /** Ids of all operations that there were. */
    Set<UUID> operations() {
        return keys.stream()
                .filter(key -> key.startsWith(OPERATION))
                .map(JournalLog::idOf)
                .collect(Collectors.toSet());
    }

    /** The topics that entries are about. */
    Set<String> sources() {
        return keys.stream().map(key -> key.split("/", -1)[1]).collect(Collectors.toSet());
    }

    private static UUID idOf(String key) {
        return UUID.fromString(key.substring(key.lastIndexOf('/') + 1));
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("An entry of the journal is no JSON", e);
        }
    }
}
