package io.github.tolokaconnect.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.streams.StreamsAppConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configurations of the streams app. */
class StreamsFilesTest {

    @Test
    void theFileHasOnlyKeysThatSomebodyReads() throws IOException {
        hasOnlyKeysThatSomebodyReads(ConfigFolder.properties("streams/streams-app.properties"));
    }

    @Test
    void theOneForKubernetesHasOnlyKeysThatSomebodyReads(@TempDir Path directory) throws IOException {
        var settings = new HashMap<>(ConfigFolder.withSecretsIn(directory, forKubernetes()));
        var tokens = Files.writeString(directory.resolve("tokens.properties"), "ana=a-token-of-this-test-only\n");
        settings.put("http.tokens.file", tokens.toString());

        hasOnlyKeysThatSomebodyReads(settings);
    }

    /** The file inside the ConfigMap. */
    static Map<String, String> forKubernetes() throws IOException {
        var map = ConfigFolder.resource("strimzi/streams-app.yaml", "ConfigMap", "toloka-streams-app");
        return ConfigFolder.properties(
                new StringReader(map.at("/data/streams-app.properties").asText()));
    }

    private static void hasOnlyKeysThatSomebodyReads(Map<String, String> settings) {
        var left = new HashMap<>(StreamsAppConfig.from(settings).kafka());
        left.keySet().retainAll(settings.keySet());

        assertThat(Keys.ofKafkaStreams().unknownAmong(left.keySet())).isEmpty();
    }
}
