package io.github.tolokaconnect.connector.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent.Claimed;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.journal.JournalCodec;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.PartitionJournal;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class JournalRecoveryIT {
    private static final int PARTITIONS = 16;
    private static final int ENTRIES = 100_000;
    private static final int BATCH = 100;

    private final JournalCodec codec = new JournalCodec();

    @Test
    void sixteenTopicPartitionsAreRecoveredFromAHundredThousandEntries(JournalRig rig) {
        var task = rig.sinkTask(0);
        var expected = new HashMap<TopicPartition, PartitionJournal>();
        for (int number = 0; number < ENTRIES; number++) {
            var partition = rig.partition(number % (2 * PARTITIONS));
            long first = (long) number / (2 * PARTITIONS) * BATCH;
            var entry = number % 3 == 0
                    ? rig.prepared(partition, first, first + BATCH - 1)
                    : rig.done(partition, first, first + BATCH - 1);
            expected.computeIfAbsent(partition, fresh -> new PartitionJournal()).add(entry);
            write(rig, entry);
        }
        rig.producer.flush();

        for (int number = 0; number < PARTITIONS; number++) {
            task.commits().claim(new Effect.Claim(rig.partition(number), number));
        }

        var recovered = new HashMap<TopicPartition, Recovered>();
        for (int number = 0; number < PARTITIONS; number++) {
            var claimed = task.next(Claimed.class);
            recovered.put(claimed.topicPartition(), claimed.recovered());
        }
        assertThat(recovered).hasSize(PARTITIONS);
        assertThat(recovered)
                .allSatisfy((partition, found) ->
                        assertThat(found).isEqualTo(expected.get(partition).recovered()));
        assertThat(recovered.get(rig.partition(1)).open()).isNotEmpty();
    }

    @Test
    void whatIsUndecidedBeforeTheClaimIsWaitedFor(JournalRig rig) {
        var partition = rig.partition(0);
        var task = rig.sinkTask(0);
        try (var other = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", rig.bootstrapServers(), "transactional.id", rig.name + "-other"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            other.initTransactions();
            other.beginTransaction();
            var unused = other.send(record(rig, rig.prepared(partition, 0, 9)));
            other.flush();

            task.commits().claim(new Effect.Claim(partition, 1));
            Waiting.until("the claim is written")
                    .until(() ->
                            rig.read(rig.settings.topic(), "read_uncommitted").size() == 2);
            assertThat(rig.read(rig.settings.topic(), "read_committed")).isEmpty();
            other.commitTransaction();
        }

        assertThat(task.next(Claimed.class).recovered().open()).containsExactly(rig.prepared(partition, 0, 9));
    }

    @Test
    void aTransactionalIdThatTheBrokerDoesNotRememberIsMadeAnew(JournalRig rig) {
        var partition = rig.partition(0);
        var task = rig.sinkTask(0);
        write(rig, rig.prepared(partition, 0, 9));
        rig.producer.flush();

        assertThat(task.claim(partition).recovered().open()).containsExactly(rig.prepared(partition, 0, 9));

        task.committed(partition, List.of(rig.done(partition, 0, 9)));
    }

    @Test
    void claimsOfOneTopicPartitionAfterAnotherSeeTheirOwnPast(JournalRig rig) {
        var task = rig.sinkTask(0);
        var partitions = IntStream.range(0, 4).mapToObj(rig::partition).toList();
        partitions.forEach(task::claim);
        partitions.forEach(partition -> task.committed(
                partition, List.of(rig.done(partition, 0, partition.partition()), rig.checkpoint(partition, 0))));

        for (var partition : partitions) {
            var recovered = task.claim(partition).recovered();

            assertThat(recovered.settled()).isEqualTo(OffsetSet.range(0, partition.partition()));
            assertThat(recovered.frontier()).isEqualTo(partition.partition() + 1L);
        }
    }

    private void write(JournalRig rig, JournalEntry entry) {
        var unused = rig.producer.send(record(rig, entry));
    }

    private ProducerRecord<byte[], byte[]> record(JournalRig rig, JournalEntry entry) {
        return new ProducerRecord<>(
                rig.settings.topic(), 0, entry.key().toString().getBytes(UTF_8), codec.value(entry));
    }
}
