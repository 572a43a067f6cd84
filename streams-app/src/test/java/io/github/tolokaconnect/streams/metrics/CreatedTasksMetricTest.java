package io.github.tolokaconnect.streams.metrics;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.taskCreated;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.streams.correlate.CorrelateTopology;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.monitor.MonitorQueries;
import io.github.tolokaconnect.streams.stats.StoredStats;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figure that finance asks about. */
class CreatedTasksMetricTest {

    private static final AppTopics TOPICS = AppTopics.standard();
    private static final EventCodec CODEC = new EventCodec();
    private static final int TASKS = 500;
    private static final int POOLS = 450;

    @Test
    void sumsUpToWhatTheResultTopicHolds(@TempDir Path directory) {
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), config(directory), NOON);
                Metrics metrics = new Metrics(
                        registry -> {},
                        () -> KafkaStreams.State.RUNNING,
                        new StoredStats(() -> driver.getKeyValueStore(StoredStats.STORE)),
                        new Spokesman(),
                        InstantSource.fixed(NOON))) {
            for (int offset = 0; offset < TASKS; offset++) {
                // More pools than are told apart, and every tenth event twice.
                TaskCreated event = taskCreated("pool-" + offset % POOLS, offset);
                publish(driver, event);
                if (offset % 10 == 0) {
                    publish(driver, event);
                }
            }
            driver.advanceWallClockTime(Duration.ofSeconds(1));

            double sum = metrics.scrape()
                    .lines()
                    .filter(line -> line.startsWith("toloka_tasks_created_total{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();

            assertThat(sum).isEqualTo(TASKS);
        }
    }

    private static Topology topology() {
        Topology topology = new Topology();
        StoredStats.addTo(topology, TOPICS.stats());
        CorrelateTopology.addTo(topology, TOPICS, Duration.ofDays(35), CODEC);
        return topology;
    }

    private static Properties config(Path directory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "created");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        return config;
    }

    private static void publish(TopologyTestDriver driver, TaskCreated event) {
        TestInputTopic<byte[], byte[]> created =
                driver.createInputTopic(TOPICS.tasksCreated(), new ByteArraySerializer(), new ByteArraySerializer());
        created.pipeInput(("img-" + event.record().offset()).getBytes(UTF_8), CODEC.encode(event), NOON);
    }

    private static final class Spokesman implements MonitorQueries {

        @Override
        public boolean isSpokesman() {
            return true;
        }

        @Override
        public List<Heartbeat> heartbeats() {
            return List.of();
        }

        @Override
        public List<Alert> alerts() {
            return List.of();
        }
    }
}
