package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.quickstart.input.InputRecord;
import io.github.tolokaconnect.quickstart.input.RecordInput;
import io.github.tolokaconnect.quickstart.results.Coordinates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends the records of an input, some at a time, and passes on the broker's confirmations. Not safe for several threads. */
final class RecordSender implements AutoCloseable {

    private static final int RECORDS_AT_A_TIME = 1_000;

    private final String topic;
    private final RecordInput input;
    private final Producer<String, byte[]> producer;
    private final Screen screen;
    private final Deque<Unconfirmed> unconfirmed = new ArrayDeque<>();
    private boolean atEnd;

    private record Unconfirmed(String key, Future<RecordMetadata> confirmation) {}

    RecordSender(Producer<String, byte[]> producer, String topic, RecordInput input, Screen screen) {
        this.producer = producer;
        this.topic = topic;
        this.input = input;
        this.screen = screen;
    }

    static RecordSender open(String bootstrapServers, String topic, RecordInput input, Screen screen) {
        var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "linger.ms",
                        "5",
                        "batch.size",
                        "131072",
                        "max.request.size",
                        String.valueOf(8 * 1024 * 1024)),
                new StringSerializer(),
                new ByteArraySerializer());
        return new RecordSender(producer, topic, input, screen);
    }

    /** Sends the next records, if there are more. */
    void sendSome() throws IOException {
        for (var count = 0; count < RECORDS_AT_A_TIME && !atEnd; count++) {
            var next = input.next();
            atEnd = next.isEmpty();
            next.ifPresent(this::send);
        }
    }

    /** Tells {@code sent} which records have arrived at the broker since the last call. */
    void confirm(Consumer<Coordinates> sent) {
        while (!unconfirmed.isEmpty() && unconfirmed.peek().confirmation().isDone()) {
            confirm(sent, unconfirmed.remove());
        }
    }

    /** Whether all records were sent, and the broker has answered for each. */
    boolean isDone() {
        return atEnd && unconfirmed.isEmpty();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }

    private void send(InputRecord record) {
        unconfirmed.add(new Unconfirmed(
                record.key(), producer.send(new ProducerRecord<>(topic, record.key(), record.value()))));
    }

    private void confirm(Consumer<Coordinates> sent, Unconfirmed record) {
        try {
            var place = record.confirmation().get();
            sent.accept(new Coordinates(place.partition(), place.offset()));
        } catch (ExecutionException e) {
            screen.remark("Record " + record.key() + " was not sent: " + Reason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("A confirmation that is done does not wait", e);
        }
    }
}
