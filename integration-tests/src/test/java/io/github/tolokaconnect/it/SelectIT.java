package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.streams.StreamsApp;
import io.github.tolokaconnect.streams.StreamsAppConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Predictions become tasks once, whatever becomes of the instance: routes, what was selected and what is late are remembered. */
@ExtendWith(ClusterExtension.class)
class SelectIT {

    private static final Duration START_TIME = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int PARTITIONS = 2;

    private final EventCodec codec = new EventCodec();
    private final Cluster cluster;
    private final String name;
    private final StreamsTopics topics;

    SelectIT(Cluster cluster) {
        this.cluster = cluster;
        this.name = cluster.freshName("select");
        this.topics = new StreamsTopics(name);
    }

    @BeforeEach
    void createTopics() {
        cluster.createTopic(topics.name(Topics.PREDICTIONS), PARTITIONS);
        cluster.createTopic(topics.name(Topics.DECISIONS), PARTITIONS);
        // One, so that all meet: what is late is so in comparison with others of its partition.
        cluster.createTopic(topics.name(Topics.SELECTED), 1);
    }

    @Test
    void remembersAcrossRestartsWithAndWithoutItsDisk(@TempDir Path disk, @TempDir Path otherDisk) throws Exception {
        Instant now;
        try (var decisions = decisions()) {
            try (var app = StreamsApp.start(config(disk))) {
                app.awaitReady(START_TIME);
                send(
                        Topics.CONTROL,
                        "route/cats",
                        null,
                        "{'route': 'cats', 'pool': '1001', 'select': {'any': [{'measure': 'random', 'rate': 1}]},"
                                + " 'map': {'input_values': '/input', 'overlap': 1}}");
                Waiting.until("the route is in force")
                        .untilAsserted(() -> assertThat(Platform.at(app.url())
                                        .get("/api/v1/routes/cats")
                                        .status())
                                .isEqualTo(200));
                now = predict("first", "cat", null);
                assertThat(next(decisions, 1)).containsExactly("first RULE");
                Waiting.until("the item is known")
                        .untilAsserted(() -> assertThat(Platform.at(app.url())
                                        .get("/api/v1/items/first")
                                        .status())
                                .isEqualTo(200));
            }
            for (Path directory : List.of(disk, otherDisk)) {
                predict("late", "other cat", now.minus(Duration.ofDays(25)));
                predict("second", "cat", now);
                try (var app = StreamsApp.start(config(directory))) {
                    app.awaitReady(START_TIME);
                    assertThat(next(decisions, 2)).containsExactlyInAnyOrder("late LATE", "second DUPLICATE");
                }
            }
        }
    }

    private Instant predict(String item, String input, @Nullable Instant time) throws Exception {
        return send(
                Topics.PREDICTIONS,
                item,
                time,
                "{'item_id': '" + item + "', 'model': {'name': 'm'}, 'input': {'text': '" + input
                        + "'}, 'predictions': []}");
    }

    /** Writes a record of this time, or of the present, and returns which that is. */
    private Instant send(TopicDefinition topic, String key, @Nullable Instant time, String json) throws Exception {
        var sent = cluster.producer()
                .send(new ProducerRecord<>(
                        topics.name(topic),
                        0,
                        time == null ? null : time.toEpochMilli(),
                        key.getBytes(UTF_8),
                        json.replace('\'', '"').getBytes(UTF_8)));
        return Instant.ofEpochMilli(sent.get(10, TimeUnit.SECONDS).timestamp());
    }

    private Consumer<byte[], byte[]> decisions() {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topics.name(Topics.DECISIONS), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** The next {@code count} decisions, as item and reason. */
    private List<String> next(Consumer<byte[], byte[]> decisions, int count) {
        List<String> read = new ArrayList<>();
        Waiting.until(count + " more decisions").until(() -> {
            decisions.poll(POLL).forEach(record -> {
                var decision = codec.decode(record.value(), Decision.class);
                read.add(decision.itemId() + " " + decision.reason());
            });
            return read.size() >= count;
        });
        return read;
    }

    private StreamsAppConfig config(Path directory) {
        var settings = topics.settings();
        settings.putAll(Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "application.id",
                name,
                "state.dir",
                directory.toString(),
                "replication.factor",
                "1",
                "commit.interval.ms",
                "100",
                "http.port",
                "0",
                "print.operations",
                "false"));
        return StreamsAppConfig.from(settings);
    }
}
