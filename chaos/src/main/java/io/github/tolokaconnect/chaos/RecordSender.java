package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.chaos.verdict.Evidence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of a run at an even pace, each once, however often the broker goes away. A thread of its own hands them to the
 * producer, which makes it wait while it does not know the broker; everything else belongs to the thread of the run.
 */
final class RecordSender implements AutoCloseable {

    private static final String PATIENCE = "900000";
    private static final long MILLIS_BETWEEN_TWO_LOOKS = 20;

    private final Producer<String, String> producer;
    private final long records;
    private final Duration time;
    private final InstantSource clock;
    private final Evidence evidence;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "sender");
        thread.setDaemon(true);
        return thread;
    });
    // From the sender's thread to that of the run.
    private final Queue<Unconfirmed> unconfirmed = new ConcurrentLinkedQueue<>();
    private @Nullable Future<?> pacing;
    private long sent;

    private record Unconfirmed(SourceRecord record, Future<RecordMetadata> confirmation) {}

    RecordSender(
            Producer<String, String> producer, long records, Duration time, InstantSource clock, Evidence evidence) {
        this.producer = producer;
        this.records = records;
        this.time = time;
        this.clock = clock;
        this.evidence = evidence;
    }

    static RecordSender open(
            String bootstrapServers, long records, Duration time, InstantSource clock, Evidence evidence) {
        var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "linger.ms",
                        "20",
                        "request.timeout.ms",
                        "5000",
                        // Longer than any outage: no record is given up, so none has to be sent by a second producer.
                        "delivery.timeout.ms",
                        PATIENCE,
                        "max.block.ms",
                        PATIENCE),
                new StringSerializer(),
                new StringSerializer());
        return new RecordSender(producer, records, time, clock, evidence);
    }

    /** Begins to send. */
    void start() {
        var begin = clock.instant();
        // Of the sender's thread alone.
        var next = new AtomicLong(1);
        pacing = pace.scheduleWithFixedDelay(
                () -> sendDue(next, Duration.between(begin, clock.instant())),
                0,
                MILLIS_BETWEEN_TWO_LOOKS,
                TimeUnit.MILLISECONDS);
    }

    /** Notes what the broker has confirmed since the last call; throws if it refused a record, or if sending has ended. */
    void confirm() {
        if (pacing != null && pacing.isDone()) {
            throw new ChaosException("Sending ended: " + failure(pacing));
        }
        for (var first = unconfirmed.peek();
                first != null && first.confirmation().isDone();
                first = unconfirmed.peek()) {
            confirm(unconfirmed.remove());
        }
    }

    /** How many records are confirmed. */
    long sent() {
        return sent;
    }

    /** Whether all records are confirmed. */
    boolean isDone() {
        return sent == records;
    }

    @Override
    public void close() {
        pace.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }

    private void sendDue(AtomicLong next, Duration elapsed) {
        var due = Math.min(records, records * elapsed.toMillis() / time.toMillis());
        while (next.get() <= due && !pace.isShutdown()) {
            var record = SourceRecord.of(next.getAndIncrement());
            unconfirmed.add(new Unconfirmed(
                    record,
                    producer.send(
                            new ProducerRecord<>(record.topic(), record.id().toString(), record.value()))));
        }
    }

    private void confirm(Unconfirmed record) {
        var failure = failure(record.confirmation());
        if (failure.isPresent()) {
            throw new ChaosException("Record " + record.record().id() + " was not sent: " + failure.get());
        }
        evidence.sent(record.record().id(), record.record().flaw().isEmpty());
        sent++;
    }

    private static Optional<Throwable> failure(Future<?> done) {
        try {
            done.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("A future that is done does not wait", e);
        }
    }
}
