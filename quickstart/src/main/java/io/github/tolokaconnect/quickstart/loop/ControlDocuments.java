package io.github.tolokaconnect.quickstart.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What the streams app has to know before the first prediction: the route, and the pool behind the alias that it names.
 *
 * @param documents documents by their keys in the control topic, in UTF-8 JSON
 */
public record ControlDocuments(Map<String, String> documents) {

    public ControlDocuments {
        documents = Map.copyOf(documents);
    }

    /** The documents of the loop, the route from {@code route}, a file with the route's name. */
    public static ControlDocuments read(Path route) throws IOException {
        var documents = new LinkedHashMap<String, String>();
        documents.put("pool/pets", "{\"pool_id\":\"" + LoopPlatform.POOL + "\"}");
        documents.put("route/pets", Files.readString(route));
        return new ControlDocuments(documents);
    }

    /** Writes them, and returns once the broker has them. */
    public void send(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            send(producer);
        }
    }

    void send(Producer<String, byte[]> producer) throws ExecutionException, InterruptedException {
        for (var document : documents.entrySet()) {
            producer.send(new ProducerRecord<>(
                            Topics.CONTROL.name(),
                            document.getKey(),
                            document.getValue().getBytes(UTF_8)))
                    .get();
        }
    }
}
