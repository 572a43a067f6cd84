package io.github.tolokaconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsAppConfigTest {

    private static final Path SHIPPED = Path.of("..", "config", "streams", "streams-app.properties");

    @Test
    void needsNothingButTheBrokers() {
        StreamsAppConfig config = StreamsAppConfig.from(Map.of("bootstrap.servers", "localhost:9092"));

        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8090);
        assertThat(config.topics().operationStatus()).isEqualTo("toloka.operation-status");
        assertThat(config.monitor().retention()).isEqualTo(Duration.ofDays(35));
        assertThat(config.kafka())
                .containsEntry("application.id", "toloka-streams-app")
                .containsEntry("processing.guarantee", "exactly_once_v2");
    }

    @Test
    void passesKafkasKeysOn() {
        StreamsAppConfig config = StreamsAppConfig.from(Map.of(
                "bootstrap.servers", "localhost:9092",
                "state.dir", "/var/lib/streams",
                "main.consumer.max.poll.records", "7",
                "http.port", "0"));

        assertThat(config.kafka())
                .containsEntry("state.dir", "/var/lib/streams")
                .containsEntry("main.consumer.max.poll.records", "7")
                .doesNotContainKey("http.port");
    }

    @Test
    void neverReadsResultsOfAnAbortedTransaction() {
        StreamsAppConfig config = StreamsAppConfig.from(Map.of(
                "bootstrap.servers", "localhost:9092",
                "processing.guarantee", "at_least_once",
                "consumer.isolation.level", "read_uncommitted"));

        Map<String, Object> consumer = new StreamsConfig(config.kafka()).getMainConsumerConfigs("group", "client", 0);
        assertThat(consumer).containsEntry("isolation.level", "read_committed");
    }

    @Test
    void refusesAKeyThatLooksLikeOursButIsNot() {
        assertThatThrownBy(() -> StreamsAppConfig.from(Map.of("bootstrap.servers", "localhost:9092", "http.prot", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.prot")
                .hasMessageContaining("http.port");
    }

    @Test
    void refusesAValueOutOfRange() {
        assertThatThrownBy(() ->
                        StreamsAppConfig.from(Map.of("bootstrap.servers", "localhost:9092", "http.port", "70000")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.port");
    }

    @Test
    void refusesABadValueOfKafkasKeys() {
        assertThatThrownBy(() -> StreamsAppConfig.from(
                        Map.of("bootstrap.servers", "localhost:9092", "num.stream.threads", "many")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("num.stream.threads");
    }

    @Test
    void isReachedWhereItListensUnlessItSaysOtherwise() {
        assertThat(http("http.host", "10.0.0.7").self()).contains(new HostInfo("10.0.0.7", 8090));
        assertThat(http("http.advertised", "streams-0:80").self()).contains(new HostInfo("streams-0", 80));
        assertThat(http("http.port", "0").self()).isEmpty();
        assertThat(http("http.host", "0.0.0.0").self()).isNotEqualTo(Optional.of(new HostInfo("0.0.0.0", 8090)));
    }

    @Test
    void takesTokensFromTheFileAndTheKeyAndShowsNone(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("tokens"), "olu=canary-token-of-olu-0001\n");

        HttpConfig read = StreamsAppConfig.from(Map.of(
                        "bootstrap.servers", "localhost:9092",
                        "http.token", "canary-token-of-operators",
                        "http.tokens.file", file.toString()))
                .http();

        assertThat(read.tokens()).containsOnlyKeys("olu", "operator");
        assertThat(read.toString()).contains("olu").doesNotContain("canary-token");
    }

    @Test
    void refusesATokenThatCanBeGuessedWithoutShowingIt() {
        assertThatThrownBy(() -> http("http.token", "secret"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.token")
                .hasMessageNotContaining("secret");
    }

    private static HttpConfig http(String key, String value) {
        return StreamsAppConfig.from(Map.of("bootstrap.servers", "localhost:9092", key, value))
                .http();
    }

    @Test
    void asksForTheBrokers() {
        assertThatThrownBy(() -> StreamsAppConfig.from(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bootstrap.servers");
    }

    @Test
    void shippedFileNamesEachKeyOfOursWithItsDefaultAndOnlyKafkasBesides() throws IOException {
        Map<String, String> shipped = shipped();

        Map<String, String> defaults = new HashMap<>();
        AppKeys.definition().configKeys().forEach((name, key) -> defaults.put(name, text(key.defaultValue)));
        assertThat(shipped).containsAllEntriesOf(defaults);
        shipped.keySet().removeAll(defaults.keySet());
        assertThat(StreamsConfig.configDef().names()).containsAll(shipped.keySet());
    }

    private static String text(Object value) {
        return value instanceof Password password ? password.value() : String.valueOf(value);
    }

    private static Map<String, String> shipped() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(SHIPPED)) {
            file.load(reader);
        }
        Map<String, String> shipped = new HashMap<>();
        file.stringPropertyNames().forEach(name -> shipped.put(name, file.getProperty(name)));
        return shipped;
    }
}
