package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.chaos.verdict.Evidence;
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
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends the records of a run at an even pace, each once, however often the broker goes away. Not safe for several threads. */
final class RecordSender implements AutoCloseable {

    private final Producer<String, String> producer;
    private final long records;
    private final Duration time;
    private final Evidence evidence;
    private final Deque<Unconfirmed> unconfirmed = new ArrayDeque<>();
    private long handedOver;
    private long sent;

    private record Unconfirmed(SourceRecord record, Future<RecordMetadata> confirmation) {}

    RecordSender(Producer<String, String> producer, long records, Duration time, Evidence evidence) {
        this.producer = producer;
        this.records = records;
        this.time = time;
        this.evidence = evidence;
    }

    static RecordSender open(String bootstrapServers, long records, Duration time, Evidence evidence) {
        var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "20",
                        // Longer than any outage, so that no record is given up, and none has to be sent by a second
                        // producer.
                        "delivery.timeout.ms", "900000",
                        "request.timeout.ms", "5000",
                        "max.block.ms", "60000"),
                new StringSerializer(),
                new StringSerializer());
        return new RecordSender(producer, records, time, evidence);
    }

    /** Sends what is due after this time, and notes what the broker has confirmed since the last call. */
    void sendUntil(Duration elapsed) {
        var due = Math.min(records, records * elapsed.toMillis() / time.toMillis());
        while (handedOver < due) {
            handedOver++;
            var record = SourceRecord.of(handedOver);
            unconfirmed.add(new Unconfirmed(
                    record,
                    producer.send(
                            new ProducerRecord<>(record.topic(), record.id().toString(), record.value()))));
        }
        while (!unconfirmed.isEmpty() && unconfirmed.peek().confirmation().isDone()) {
            confirm(unconfirmed.remove());
        }
    }

    /** How many records the broker has confirmed. */
    long sent() {
        return sent;
    }

    /** Whether the broker has confirmed all records. */
    boolean isDone() {
        return sent == records;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }

    private void confirm(Unconfirmed record) {
        try {
            record.confirmation().get();
            evidence.sent(record.record().id(), record.record().flaw().isEmpty());
            sent++;
        } catch (ExecutionException e) {
            throw new ChaosException("Record " + record.record().id() + " was not sent: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("A confirmation that is done does not wait", e);
        }
    }
}
