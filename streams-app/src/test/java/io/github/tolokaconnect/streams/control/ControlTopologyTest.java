package io.github.tolokaconnect.streams.control;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.intake.AppTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTopologyTest {

    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> topic;
    private Controls controls;

    @BeforeEach
    void start(@TempDir Path state) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "control-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        Topology topology = new Topology();
        controls = ControlTopology.addTo(topology, AppTopics.standard());
        driver = new TopologyTestDriver(topology, config, NOON);
        topic = driver.createInputTopic(
                "labeling.control", new ByteArraySerializer(), new ByteArraySerializer(), NOON, Duration.ZERO);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void holdsTheLatestDocumentUnderEachKey() {
        write("route/cats", "{\"a\":1}");
        write("route/cats", "{\"a\":2}");

        assertThat(controls.document("route/cats")).contains(document("{\"a\":2}"));
        assertThat(controls.document("route/dogs")).isEmpty();
    }

    @Test
    void findsDocumentsByTheBeginningOfTheirKeys() {
        write("pool/cats", "{}");
        write("route/cats", "{}");
        write("route/dogs", "{}");
        write("routes", "{}");

        assertThat(controls.documents("route/")).containsOnlyKeys("route/cats", "route/dogs");
    }

    @Test
    void forgetsWhatIsRemoved() {
        write("route/cats", "{}");
        write("route/cats", null);
        write("route/dogs", "");

        assertThat(controls.documents("")).isEmpty();
    }

    @Test
    void countsUpWithEachChange() {
        long before = controls.version();
        write("route/cats", "{}");
        long once = controls.version();
        write("route/cats", null);

        assertThat(before).isLessThan(once);
        assertThat(once).isLessThan(controls.version());
    }

    @Test
    void passesOverARecordWithoutAKey() {
        topic.pipeInput(null, "{}".getBytes(UTF_8));

        assertThat(controls.documents("")).isEmpty();
    }

    private void write(String key, @Nullable String json) {
        topic.pipeInput(key.getBytes(UTF_8), json == null ? null : json.getBytes(UTF_8), NOON);
    }

    private static ControlDocument document(String json) {
        return new ControlDocument(RawJson.of(json.getBytes(UTF_8)), NOON);
    }
}
