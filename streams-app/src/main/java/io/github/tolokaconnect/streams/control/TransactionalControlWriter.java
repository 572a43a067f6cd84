package io.github.tolokaconnect.streams.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.RawJson;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes one after the other, on a thread of its own, each in a transaction with its audit record.
 *
 * <p>The producer is made when the first change comes, and anew after any failure: that ends what the former one left open. Its
 * transactional id is the application's with that of the instance, so instances do not shut each other out.
 */
public final class TransactionalControlWriter implements ControlWriter {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionalControlWriter.class);

    private static final String CLOSING = "the application is closing";
    private static final int MOST_WAITING = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String topic;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final ThreadPoolExecutor thread;
    /** Seen by the writer's thread only. */
    private @Nullable Producer<byte[], byte[]> producer;

    TransactionalControlWriter(
            Supplier<Producer<byte[], byte[]>> producers, String topic, InstantSource clock, Supplier<UUID> ids) {
        this.producers = producers;
        this.topic = topic;
        this.clock = clock;
        this.ids = ids;
        this.thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), TransactionalControlWriter::named);
    }

    /**
     * A writer to {@code topic}; connects when there is something to write.
     *
     * @param producerConfig configuration of Kafka's producer, such as {@code bootstrap.servers} and security
     * @param transactionalId what no other writer has: the application's id with that of the instance
     * @param clock tells when a change was made
     * @param ids makes names of audit records
     */
    public static TransactionalControlWriter of(
            Map<String, Object> producerConfig,
            String transactionalId,
            String topic,
            InstantSource clock,
            Supplier<UUID> ids) {
        Map<String, Object> config = new HashMap<>(producerConfig);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // Somebody waits for the answer. What is not delivered by then has failed, and is not written later on.
        int patienceMillis = Math.toIntExact(PATIENCE.toMillis());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMillis);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMillis);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, patienceMillis * 2);
        return new TransactionalControlWriter(
                () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()),
                topic,
                clock,
                ids);
    }

    @Override
    public CompletionStage<Void> write(String key, @Nullable RawJson document, Audit audit) {
        Change change = new Change(key, document, audit, new CompletableFuture<>());
        try {
            thread.execute(change);
        } catch (RejectedExecutionException e) {
            change.refuse(thread.isShutdown() ? CLOSING : MOST_WAITING + " changes wait already");
        }
        return change.written;
    }

    /** Waits for changes under way, at most about 5 seconds, and stops; what it did not come to fails. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                closeProducer();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow().forEach(change -> ((Change) change).refuse(CLOSING));
    }

    /** A change that waits for its turn. */
    private final class Change implements Runnable {

        private final String key;
        private final @Nullable RawJson document;
        private final Audit audit;
        private final CompletableFuture<Void> written;

        Change(String key, @Nullable RawJson document, Audit audit, CompletableFuture<Void> written) {
            this.key = key;
            this.document = document;
            this.audit = audit;
            this.written = written;
        }

        @Override
        public void run() {
            boolean committing = false;
            try {
                Producer<byte[], byte[]> open = producer == null ? open() : producer;
                open.beginTransaction();
                deliver(open, record(key, document == null ? null : document.toBytes()));
                deliver(open, record("audit/" + ids.get(), json(audit)));
                // All is delivered, so there was no doubt until here that nothing is committed.
                committing = true;
                open.commitTransaction();
                LOG.info("Control document changed action={} key={} actor={}", audit.action(), key, audit.actor());
                written.complete(null);
            } catch (RuntimeException e) {
                LOG.warn("TLK-809 A control document was not changed key={} action={}", key, audit.action(), e);
                closeProducer();
                written.completeExceptionally(new ControlWriteException(message(key, committing), committing, e));
            }
        }

        void refuse(String why) {
            written.completeExceptionally(new ControlWriteException(
                    "TLK-809 Control document " + key + " was not changed: " + why + "; try again later", false, null));
        }
    }

    private Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> opened = producers.get();
        producer = opened;
        opened.initTransactions();
        return opened;
    }

    private static void deliver(Producer<byte[], byte[]> open, ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> delivered = open.send(record);
        open.flush();
        try {
            delivered.get();
        } catch (ExecutionException e) {
            throw new KafkaException("record of a control document not delivered", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void closeProducer() {
        Producer<byte[], byte[]> former = producer;
        producer = null;
        if (former != null) {
            try {
                former.close(Duration.ZERO);
            } catch (KafkaException e) {
                LOG.warn("TLK-810 The producer of control documents did not close cleanly", e);
            }
        }
    }

    @SuppressWarnings("NullAway") // A null value is a tombstone.
    private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, null, clock.millis(), key.getBytes(UTF_8), value);
    }

    private byte[] json(Audit audit) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("action", audit.action())
                .put("target", audit.target())
                .put("actor", audit.actor())
                .put("address", audit.address());
        if (audit.reason() != null) {
            json.put("reason", audit.reason());
        }
        json.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        return json.toString().getBytes(UTF_8);
    }

    private static String message(String key, boolean committing) {
        return committing
                ? "TLK-809 It is not known whether control document " + key
                        + " was changed: Kafka did not answer the commit; look at the document before you try again"
                : "TLK-809 Control document " + key + " was not changed: Kafka cannot be written to; try again later";
    }

    private static Thread named(Runnable work) {
        Thread named = new Thread(work, "control-writer");
        named.setDaemon(true);
        return named;
    }
}
