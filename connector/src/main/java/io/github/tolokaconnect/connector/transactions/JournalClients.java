package io.github.tolokaconnect.connector.transactions;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own clients. The user's settings come on top of these, except for those without which nothing that is promised holds.
 */
final class JournalClients implements Clients {
    /**
     * The broker ends a transaction that nobody ends after this time; until then readers see nothing that was committed after its
     * beginning.
     */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

    private static final int CALL_TIMEOUT_MS = 15_000;
    /** A record is given up while its transaction can still be aborted. */
    private static final int DELIVERY_TIMEOUT_MS = 12_000;

    private static final int REQUEST_TIMEOUT_MS = 7_000;
    private static final int LINGER_MS = 5;
    private static final int RETRY_BACKOFF_MS = 20;
    private static final int BATCH_BYTES = 131_072;
    private static final long BUFFER_BYTES = 8L << 20;
    private static final int FETCH_BYTES = 4 << 20;
    private static final int FETCH_WAIT_MS = 100;
    private static final int RECORDS_PER_POLL = 10_000;

    private final JournalSettings settings;
    private final String owner;

    /** Clients of {@code owner}, which their names end in. */
    JournalClients(JournalSettings settings, String owner) {
        this.settings = settings;
        this.owner = owner;
    }

    @Override
    public Producer<byte[], byte[]> producer(TopicPartition source) {
        return new KafkaProducer<>(producerSettings(source), new ByteArraySerializer(), new ByteArraySerializer());
    }

    Map<String, Object> producerSettings(TopicPartition source) {
        var producer = new HashMap<String, Object>();
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CALL_TIMEOUT_MS);
        // A request that comes while the broker still ends the last transaction is refused, and those behind it would
        // be, too.
        producer.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        producer.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MS);
        producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        if (givesNone(
                ProducerConfig.LINGER_MS_CONFIG,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)) {
            // Kafka checks the sum of the former two against the last, so one of ours beside one of theirs might be
            // refused.
            producer.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
            producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
            producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        }
        producer.putAll(settings.clients());
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                settings.transactionalIds().apply(source));
        producer.put(ProducerConfig.CLIENT_ID_CONFIG, "toloka-transactions-" + owner + "-" + source);
        return producer;
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        var consumer = shared(ConsumerConfig.configNames());
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, "toloka-journal-" + owner);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        consumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        var admin = shared(AdminClientConfig.configNames());
        admin.put(AdminClientConfig.CLIENT_ID_CONFIG, "toloka-journal-" + owner);
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        return Admin.create(admin);
    }

    /** What other clients take from a producer's settings: how brokers are reached. */
    private Map<String, Object> shared(Set<String> names) {
        var shared = new HashMap<>(settings.clients());
        shared.keySet().retainAll(names);
        shared.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
        return shared;
    }

    private boolean givesNone(String... names) {
        return Set.of(names).stream().noneMatch(settings.clients()::containsKey);
    }
}
