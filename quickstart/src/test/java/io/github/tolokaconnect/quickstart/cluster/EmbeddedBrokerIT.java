package io.github.tolokaconnect.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final TopicPartition TASKS_0 = new TopicPartition("tasks", 0);

    @Test
    void keepsItsRecordsOverARestartOnOtherPorts(@TempDir Path directory) throws Exception {
        try (var first = EmbeddedBroker.start(directory)) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", first.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("tasks", Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            }
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", first.bootstrapServers()),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>("tasks", "item-1", "a task")).get();
            }
        }

        List<String> values;
        try (var second = EmbeddedBroker.start(directory);
                var consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", second.bootstrapServers(), "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(TASKS_0));
            var records = consumer.poll(Duration.ofSeconds(20));
            values = records.records(TASKS_0).stream().map(r -> r.value()).toList();
        }

        assertThat(values).containsExactly("a task");
    }

    @Test
    void saysWhichPortIsTaken(@TempDir Path directory) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedBrokerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void leavesNothingOfATemporaryBroker() throws IOException {
        var before = brokerDirectories();

        EmbeddedBroker.start().close();

        assertThat(brokerDirectories()).isEqualTo(before);
    }

    private static List<Path> brokerDirectories() throws IOException {
        try (var entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("embedded-broker-"))
                    .sorted()
                    .toList();
        }
    }
}
