package io.github.tolokaconnect.connector.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.results.EventRecords;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;

/** Makes an event for each refused record. */
class WrittenEvents implements EventRecords {
    private static final int VALUE_BYTES = 400;

    private final String topic;
    final Queue<Publication> committed = new ConcurrentLinkedQueue<>();

    WrittenEvents(String topic) {
        this.topic = topic;
    }

    @Override
    public void write(Publication publication, Consumer<ProducerRecord<byte[], byte[]>> out) {
        ((Publication.Refused) publication)
                .refused()
                .forEach(refused -> out.accept(
                        new ProducerRecord<>(topic, refused.origin().toString().getBytes(UTF_8), value())));
    }

    byte[] value() {
        return new byte[VALUE_BYTES];
    }

    @Override
    public void committed(Publication publication) {
        committed.add(publication);
    }

    @Override
    public void failed(Publication publication) {}

    /** Stops behind the events of each publication until it is told to go on. */
    static final class Halting extends WrittenEvents {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        Halting(String topic) {
            super(topic);
        }

        @Override
        public void write(Publication publication, Consumer<ProducerRecord<byte[], byte[]>> out) {
            super.write(publication, out);
            reached.countDown();
            await(goOn);
        }

        static void await(CountDownLatch latch) {
            try {
                if (!latch.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody lets the event be written");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
    }
}
