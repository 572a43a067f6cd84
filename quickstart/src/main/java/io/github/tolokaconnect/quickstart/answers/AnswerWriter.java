package io.github.tolokaconnect.quickstart.answers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes answers to their topic, keyed by task. Safe from any thread. */
public final class AnswerWriter implements AutoCloseable {

    private final Producer<String, byte[]> producer;

    AnswerWriter(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** A writer to a cluster. */
    public static AnswerWriter open(String bootstrapServers) {
        return new AnswerWriter(new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer()));
    }

    /** Writes {@code answer}; done when the broker has it. */
    CompletableFuture<Void> write(Answer answer) {
        var written = new CompletableFuture<Void>();
        var record = new ProducerRecord<>(
                Topics.ANSWERS.name(), answer.taskId(), answer.json().toString().getBytes(UTF_8));
        var unused = producer.send(record, (place, failure) -> {
            if (failure == null) {
                written.complete(null);
            } else {
                written.completeExceptionally(failure);
            }
        });
        return written;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
