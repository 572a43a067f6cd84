package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.input.TaskInput;
import io.github.tolokaconnect.quickstart.input.TaskRecord;
import io.github.tolokaconnect.quickstart.results.Coordinates;
import io.github.tolokaconnect.quickstart.results.ResultTally;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends the records of an input, some at a time, and passes on the broker's confirmations. Not safe for several threads. */
final class TaskSender implements AutoCloseable {

    private static final int RECORDS_AT_A_TIME = 1_000;

    private final TaskInput input;
    private final Producer<String, byte[]> producer;
    private final Screen screen;
    private final Deque<Unconfirmed> unconfirmed = new ArrayDeque<>();
    private boolean atEnd;

    private record Unconfirmed(String key, Future<RecordMetadata> confirmation) {}

    TaskSender(Producer<String, byte[]> producer, TaskInput input, Screen screen) {
        this.producer = producer;
        this.input = input;
        this.screen = screen;
    }

    static TaskSender open(String bootstrapServers, TaskInput input, Screen screen) {
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
        return new TaskSender(producer, input, screen);
    }

    /** Sends the next records, if there are more. */
    void sendSome() throws IOException {
        for (var count = 0; count < RECORDS_AT_A_TIME && !atEnd; count++) {
            var next = input.next();
            atEnd = next.isEmpty();
            next.ifPresent(this::send);
        }
    }

    /** Tells {@code tally} which records have arrived at the broker since the last call. */
    void confirm(ResultTally tally) {
        while (!unconfirmed.isEmpty() && unconfirmed.peek().confirmation().isDone()) {
            confirm(tally, unconfirmed.remove());
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

    private void send(TaskRecord record) {
        unconfirmed.add(new Unconfirmed(
                record.key(),
                producer.send(new ProducerRecord<>(Topics.LABELING_TASKS.name(), record.key(), record.value()))));
    }

    private void confirm(ResultTally tally, Unconfirmed record) {
        try {
            var sent = record.confirmation().get();
            tally.sent(new Coordinates(sent.partition(), sent.offset()));
        } catch (ExecutionException e) {
            screen.remark("Record " + record.key() + " was not sent: " + Reason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("A confirmation that is done does not wait", e);
        }
    }
}
