package io.github.tolokaconnect.streams.control;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.tolokaconnect.events.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionalControlWriterTest {

    private static final RawJson DOCUMENT = RawJson.of("{\"enabled\":false}".getBytes(UTF_8));
    private static final Audit PAUSE = new Audit("route.pause", "route/cats", "olu", "10.0.0.7", "too many");
    private static final UUID AUDIT_ID = UUID.fromString("ecfdc625-c372-57ce-8d2a-986fb874a290");

    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
    private UnaryOperator<MockProducer<byte[], byte[]>> trouble = producer -> producer;
    private final TransactionalControlWriter writer =
            new TransactionalControlWriter(this::producer, "labeling.control", () -> NOON, () -> AUDIT_ID);

    @AfterEach
    void stop() {
        writer.close();
    }

    @Test
    void writesTheDocumentAndWhoChangedItInOneTransaction() throws Exception {
        done(writer.write("route/cats", DOCUMENT, PAUSE));

        MockProducer<byte[], byte[]> producer = made.get(0);
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(texts(producer.history()))
                .containsExactly(
                        "route/cats={\"enabled\":false}",
                        "audit/" + AUDIT_ID
                                + "={\"action\":\"route.pause\",\"target\":\"route/cats\",\"actor\":\"olu\",\"address\":\"10.0.0.7\","
                                + "\"reason\":\"too many\",\"at\":\"2026-11-21T12:00:00Z\"}");
    }

    @Test
    void removesADocument() throws Exception {
        done(writer.write("route/cats", null, PAUSE));

        assertThat(made.get(0).history().get(0).value()).isNull();
    }

    @Test
    void keepsItsProducerFromOneChangeToTheNext() throws Exception {
        done(writer.write("route/cats", DOCUMENT, PAUSE));
        done(writer.write("route/dogs", DOCUMENT, PAUSE));

        assertThat(made).hasSize(1);
        assertThat(made.get(0).commitCount()).isEqualTo(2);
    }

    @Test
    void failsWhileKafkaIsAwayAndWorksWhenItIsBack() throws Exception {
        trouble = producer -> {
            producer.initTransactionException = new TimeoutException("away");
            return producer;
        };
        Throwable failure = failure(writer.write("route/cats", DOCUMENT, PAUSE));
        trouble = producer -> producer;
        done(writer.write("route/cats", DOCUMENT, PAUSE));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        ControlWriteException.class,
                        e -> assertThat(e.maybeWritten()).isFalse())
                .hasMessageContaining("route/cats was not changed");
        assertThat(made.get(0).closed()).isTrue();
        assertThat(made.get(1).commitCount()).isEqualTo(1);
    }

    @Test
    void commitsNothingIfARecordCannotBeDelivered() throws Exception {
        trouble = producer -> {
            producer.sendException = new ProducerFencedException("another one came");
            return producer;
        };
        Throwable failure = failure(writer.write("route/cats", DOCUMENT, PAUSE));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        ControlWriteException.class,
                        e -> assertThat(e.maybeWritten()).isFalse());
        assertThat(made.get(0).commitCount()).isZero();
        assertThat(made.get(0).closed()).isTrue();
    }

    @Test
    void saysThatItDoesNotKnowIfTheCommitIsNotAnswered() throws Exception {
        trouble = producer -> {
            producer.commitTransactionException = new TimeoutException("no answer");
            return producer;
        };
        Throwable failure = failure(writer.write("route/cats", DOCUMENT, PAUSE));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        ControlWriteException.class,
                        e -> assertThat(e.maybeWritten()).isTrue())
                .hasMessageContaining("not known whether");
    }

    @Test
    void refusesChangesAfterItIsClosed() throws Exception {
        writer.close();
        Throwable failure = failure(writer.write("route/cats", DOCUMENT, PAUSE));

        assertThat(failure).hasMessageContaining("the application is closing");
    }

    @Test
    void refusesAChangeWhenAHundredWait() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        trouble = producer -> {
            opened.countDown();
            await(held);
            return producer;
        };
        List<CompletionStage<Void>> waiting = new ArrayList<>();
        waiting.add(writer.write("route/0", DOCUMENT, PAUSE));
        await(opened);
        for (int i = 1; i <= 100; i++) {
            waiting.add(writer.write("route/" + i, DOCUMENT, PAUSE));
        }
        Throwable failure = failure(writer.write("route/101", DOCUMENT, PAUSE));
        held.countDown();

        assertThat(failure).hasMessageContaining("route/101 was not changed: 100 changes wait already");
        for (CompletionStage<Void> each : waiting) {
            done(each);
        }
        assertThat(made.get(0).commitCount()).isEqualTo(101);
    }

    private Producer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        made.add(producer);
        return trouble.apply(producer);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void done(CompletionStage<Void> written) throws Exception {
        written.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletionStage<Void> written) {
        CompletableFuture<Void> future = written.toCompletableFuture();
        Throwable thrown = catchThrowable(() -> future.get(10, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    private static List<String> texts(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(each -> new String(each.key(), UTF_8) + "=" + new String(each.value(), UTF_8))
                .toList();
    }
}
