package io.github.tolokaconnect.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.it.KafkaClients;
import io.github.tolokaconnect.it.Pipeline;
import io.github.tolokaconnect.it.Tasks;
import io.github.tolokaconnect.it.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Records that go into a pipeline's topic, one after the other, from a thread of their own, until there are enough of them. */
final class RecordStream implements AutoCloseable {

    private static final int RECORDS_PER_SECOND = 25;
    private static final Duration UNTIL_ACKNOWLEDGED = Duration.ofMinutes(2);
    private static final int FLOW = 30;

    private final KafkaClients kafka;
    private final Pipeline pipeline;
    // Written by the thread that sends, read by the test's.
    private final Queue<Future<RecordMetadata>> sent = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> sending;

    private RecordStream(KafkaClients kafka, Pipeline pipeline) {
        this.kafka = kafka;
        this.pipeline = pipeline;
        this.sending = sender.scheduleAtFixedRate(this::sendNext, 0, 1_000 / RECORDS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    /** Begins to send. */
    static RecordStream into(KafkaClients kafka, Pipeline pipeline) {
        return new RecordStream(kafka, pipeline);
    }

    /** Waits until results come, after whatever happened before. */
    void awaitFlow() {
        var before = pipeline.results().created().size();
        Waiting.until("results of " + pipeline.name() + " come again")
                .until(() -> pipeline.results().created().size() >= before + FLOW);
    }

    /** Ends the stream and answers the keys of its records, all of which the brokers have. */
    List<String> finish() {
        assertThat(sending).as("what sends until it is told to end").isNotDone();
        close();
        assertThat(sent).allSatisfy(record -> assertThat(record).succeedsWithin(UNTIL_ACKNOWLEDGED));
        return keys(sent.size());
    }

    /** Sends so many records at once to a pipeline and answers their keys. */
    static List<String> burst(Pipeline pipeline, int records) {
        var keys = keys(records);
        keys.forEach(key -> pipeline.send(key, task(pipeline, key)));
        return keys;
    }

    @Override
    public void close() {
        sending.cancel(false);
        sender.shutdown();
        try {
            assertThat(sender.awaitTermination(UNTIL_ACKNOWLEDGED.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the last record was sent", e);
        }
    }

    private void sendNext() {
        var key = key(sent.size());
        sent.add(kafka.producer()
                .send(new ProducerRecord<>(
                        pipeline.topic(),
                        key.getBytes(UTF_8),
                        task(pipeline, key).getBytes(UTF_8))));
    }

    private static List<String> keys(int records) {
        return IntStream.range(0, records).mapToObj(RecordStream::key).toList();
    }

    private static String key(int number) {
        return "item-" + number;
    }

    private static String task(Pipeline pipeline, String key) {
        return Tasks.valid(Tasks.POOL, pipeline.name() + "-" + key);
    }
}
