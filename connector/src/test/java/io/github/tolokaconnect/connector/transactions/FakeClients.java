package io.github.tolokaconnect.connector.transactions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Producers in memory that can be told to fail, and consumers of a journal in memory. */
final class FakeClients implements Clients {
    static final String JOURNAL = "journal";
    private static final TopicPartition PLACE = new TopicPartition(JOURNAL, 0);

    final Deque<MockProducer<byte[], byte[]>> producers = new ArrayDeque<>();
    private final Map<String, byte @Nullable []> journal = new LinkedHashMap<>();
    int consumers;

    @Nullable
    RuntimeException initFailure;

    private long readable = Long.MAX_VALUE;

    @Override
    public Producer<byte[], byte[]> producer(TopicPartition source) {
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactionException = initFailure;
        producers.add(producer);
        return producer;
    }

    /** Puts a record into the journal, at the next offset. */
    void write(String key, @Nullable String value) {
        journal.put(key, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** Consumers meet no record from this offset on, as behind a transaction that is open. */
    void holdFrom(long offset) {
        readable = offset;
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        consumers++;
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
        consumer.updateEndOffsets(new HashMap<>(Map.of(PLACE, Math.min(readable, journal.size()))));
        consumer.schedulePollTask(() -> {
            long offset = 0;
            for (var entry : List.copyOf(journal.entrySet())) {
                if (offset < readable) {
                    consumer.addRecord(new ConsumerRecord<>(
                            JOURNAL, 0, offset++, entry.getKey().getBytes(StandardCharsets.UTF_8), entry.getValue()));
                }
            }
        });
        return consumer;
    }
}
