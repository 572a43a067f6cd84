package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.delivery.Defect;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The producer without transactions, and the thread that may wait for room in its buffer. */
public final class ResultProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultProducer.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> producer;
    private final SinkTaskMetrics metrics;
    private final Executor worker;
    private final Consumer<DeliveryEvent> answers;

    /**
     * A producer that counts what the cluster does not take.
     *
     * @param producer is closed with this
     * @param worker runs one thing after another
     * @param answers learns of defects, from any thread
     */
    public ResultProducer(
            Producer<byte[], byte[]> producer,
            SinkTaskMetrics metrics,
            Executor worker,
            Consumer<DeliveryEvent> answers) {
        this.producer = producer;
        this.metrics = metrics;
        this.worker = worker;
        this.answers = answers;
    }

    /** Runs what sends, on the worker; a defect there stops the sink task. */
    void run(Runnable sending) {
        worker.execute(() -> {
            try {
                sending.run();
            } catch (RuntimeException defect) { // the top of the worker's work
                broken(defect);
            }
        });
    }

    /** Sends a record, which {@code acknowledgements} waits for. */
    void send(ProducerRecord<byte[], byte[]> record, Acknowledgements acknowledgements) {
        acknowledgements.expect();
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure != null) {
                    metrics.unpublished(record.topic());
                }
                acknowledgements.acknowledged(failure);
            });
        } catch (KafkaException | IllegalStateException refused) {
            metrics.unpublished(record.topic());
            acknowledgements.acknowledged(refused);
        }
    }

    /** Stops the sink task instead of leaving records behind. */
    void broken(Throwable defect) {
        answers.accept(DeliveryEvent.Broken.by(Defect.of("Results", defect)));
    }

    /** Sends what was handed over, as far as the cluster takes it within two seconds. */
    @Override
    public void close() {
        try {
            CompletableFuture.runAsync(() -> {}, worker).get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException notAllSent) {
            LOG.debug("Not all results were sent before the end", notAllSent);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_TIMEOUT);
    }
}
