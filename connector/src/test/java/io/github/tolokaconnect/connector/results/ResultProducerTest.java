package io.github.tolokaconnect.connector.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResultProducerTest {

    @Test
    void sendsWhatItWasGivenBeforeItCloses() {
        var worker = Executors.newSingleThreadExecutor();
        var goOn = new CountDownLatch(1);
        var cluster = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        try (var metrics = new SinkTaskMetrics()) {
            var producer = new ResultProducer(cluster, metrics, worker, event -> {});
            worker.execute(() -> await(goOn));
            producer.run(() ->
                    producer.send(new ProducerRecord<>("toloka.heartbeats", new byte[1]), new Acknowledgements()));
            new Thread(goOn::countDown).start();

            producer.close();

            assertThat(cluster.history()).hasSize(1);
            assertThat(cluster.closed()).isTrue();
        } finally {
            worker.shutdownNow();
        }
    }

    @Test
    void doesNotWaitForEverForWhatIsStuck() {
        var worker = Executors.newSingleThreadExecutor();
        var never = new CountDownLatch(1);
        var cluster = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        try (var metrics = new SinkTaskMetrics()) {
            var producer = new ResultProducer(cluster, metrics, worker, event -> {});
            worker.execute(() -> await(never));

            producer.close();

            assertThat(cluster.closed()).isTrue();
        } finally {
            worker.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
