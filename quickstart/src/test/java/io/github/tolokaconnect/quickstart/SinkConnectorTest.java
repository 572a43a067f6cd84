package io.github.tolokaconnect.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkConnectorTest {

    /** The file that users copy; Maven runs tests in the module's directory. */
    private static final SinkConnector SHIPPED = SinkConnector.read(new Installation(Path.of("..")).connectorConfig());

    @Test
    void theShippedConfigurationReadsTheTopicOfTasks() {
        assertThat(SHIPPED.config()).containsEntry("topics", Topics.LABELING_TASKS.name());
        assertThat(SHIPPED.deadLetterTopic()).contains(Topics.LABELING_TASKS.name() + ".dlq");
        assertThat(SHIPPED.group()).isEqualTo("connect-toloka-quickstart");
    }

    @Test
    void onlyAddressesAndTheNumberOfSinkTasksDifferFromTheShippedConfiguration() {
        var changed = SHIPPED.with("127.0.0.1:1234", "http://127.0.0.1:4321", 5);

        var differences = new HashMap<>(changed.config());
        differences.entrySet().removeAll(SHIPPED.config().entrySet());
        assertThat(differences)
                .isEqualTo(Map.of(
                        "result.bootstrap.servers", "127.0.0.1:1234",
                        "toloka.url", "http://127.0.0.1:4321",
                        "tasks.max", "5"));
        assertThat(changed.config().keySet()).isEqualTo(SHIPPED.config().keySet());
    }

    @Test
    void saysWhichFileIsNoConfiguration(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("broken.json"), "{\"name\": ");

        assertThatThrownBy(() -> SinkConnector.read(file))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("broken.json cannot be read");
    }
}
