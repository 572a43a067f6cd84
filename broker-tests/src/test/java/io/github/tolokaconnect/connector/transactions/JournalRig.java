package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.Lineage;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A journal, a source topic and a result topic of one test, and sink tasks that use them. */
final class JournalRig implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOON);

    private static final Duration POLL = Duration.ofMillis(50);

    final String name;
    final String source;
    final String results;
    final JournalSettings settings;
    final Admin admin;
    final Producer<byte[], byte[]> producer;
    private final String bootstrapServers;
    private final List<AutoCloseable> open = new ArrayList<>();

    JournalRig(String bootstrapServers, Admin admin, String name) {
        this.bootstrapServers = bootstrapServers;
        this.admin = admin;
        this.name = name;
        this.source = name + ".source";
        this.results = name + ".results";
        this.settings = settings(Map.of("bootstrap.servers", bootstrapServers), true);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
        createTopic(results, 1, Map.of());
        open.add(producer);
    }

    JournalSettings settings(Map<String, Object> clients, boolean create) {
        return new JournalSettings(
                name + ".journal",
                source -> name + "-" + source.topic() + "-" + source.partition(),
                "connect-" + name,
                clients,
                create,
                (short) -1);
    }

    void createTopic(String topic, int partitions, Map<String, String> configs) {
        Answers.of(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(configs)))
                .all());
    }

    TopicPartition partition(int number) {
        return new TopicPartition(source, number);
    }

    /** A sink task's commits, whose answers are kept. */
    RecordedCommits sinkTask(int number) {
        return sinkTask(number, new WrittenEvents(results));
    }

    RecordedCommits sinkTask(int number, WrittenEvents events) {
        var answers = new RecordedCommits(events);
        answers.use(TransactionalCommits.start(
                settings, ConnectorRef.of(name, number, "1.0"), events, CLOCK, answers::take));
        open.add(answers);
        return answers;
    }

    Prepared prepared(TopicPartition partition, long first, long last) {
        var offsets = OffsetSet.range(first, last);
        return new Prepared(partition, id(partition, first), 0, 1, new PoolId("7"), offsets, NOON, Set.of());
    }

    Done done(TopicPartition partition, long first, long last) {
        return new Done(
                partition, id(partition, first), 0, OffsetSet.range(first, last), "SUCCESS", (int) (last - first + 1));
    }

    Checkpoint checkpoint(TopicPartition partition, long frontier) {
        return new Checkpoint(partition, 0, frontier, null, null, LocalDate.EPOCH, frontier);
    }

    static UUID id(TopicPartition partition, long first) {
        return new UUID(partition.partition(), first);
    }

    /** A publication of as many events as there are offsets, each keyed by one. */
    Publication events(TopicPartition partition, long first, long last) {
        return new Publication.Refused(LongStream.rangeClosed(first, last)
                .mapToObj(offset -> new Intake.Refused(
                        new RecordOrigin(partition, offset, null, null, null, Lineage.UNKNOWN),
                        null,
                        Stage.LOCAL_VALIDATION,
                        List.of(),
                        null,
                        false))
                .toList());
    }

    /** Everything in a topic's only partition, as far as {@code isolation} lets it be seen. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    /** Offset behind the last record of a topic's only partition, markers of transactions included. */
    long end(String topic) {
        var partition = new TopicPartition(topic, 0);
        return Answers.of(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition))
                .offset();
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }
}
