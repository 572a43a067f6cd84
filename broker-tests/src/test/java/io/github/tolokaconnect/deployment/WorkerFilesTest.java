package io.github.tolokaconnect.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations of Connect workers. */
class WorkerFilesTest {

    private static final String DISTRIBUTED = "connect/connect-distributed.properties";
    private static final String STANDALONE = "connect/connect-standalone.properties";

    /** A setting that is proposed but not made. */
    private static final Pattern PROPOSED = Pattern.compile("(?m)^#([a-z][a-z0-9]*(?:\\.[a-z0-9]+)+=.*)$");

    /** What MSK Connect does not take, by its documentation of worker configurations. */
    private static final Pattern REFUSED_BY_MSK = Pattern.compile(
            "(access\\.control|admin|client|connect|inter\\.worker|internal|listeners\\.https|metrics|rest|sasl|security|socket|ssl"
                    + "|topic\\.tracking|worker|producer|consumer)\\..*|bootstrap\\.servers|group\\.id|listeners|plugin\\.path"
                    + "|(config|offset|status)\\.storage\\..*|connector\\.client\\.config\\.override\\.policy");

    static List<String> distributedFiles() throws IOException {
        return ConfigFolder.files().stream()
                .filter(file -> file.endsWith("/connect-distributed.properties"))
                .toList();
    }

    static List<String> files() throws IOException {
        return Stream.concat(distributedFiles().stream(), Stream.of(STANDALONE)).toList();
    }

    @TempDir
    private Path secrets;

    @ParameterizedTest
    @MethodSource("distributedFiles")
    void distributedWorkersTakeEveryKey(String file) throws IOException {
        var settings = ConfigFolder.properties(file);

        var known = keysOf(distributed(settings));

        assertThat(known.unknownAmong(settings.keySet())).isEmpty();
        assertThat(known.unknownAmong(proposed(file).keySet())).isEmpty();
    }

    @Test
    void distributedWorkersTakeWhatIsProposed() throws IOException {
        var settings = new HashMap<>(ConfigFolder.properties(DISTRIBUTED));
        settings.putAll(proposed(DISTRIBUTED));

        var worker = distributed(settings);

        assertThat(worker.originalsWithPrefix("consumer."))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void eachKindOfClientIsSecuredAlike() throws IOException {
        var proposed = proposed(DISTRIBUTED);
        var own = proposed.entrySet().stream()
                .filter(setting -> setting.getKey().matches("(security|sasl|ssl)\\..+"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(own).hasSize(5);
        assertThat(List.of("consumer.", "producer.", "admin."))
                .allSatisfy(prefix -> assertThat(own)
                        .allSatisfy((key, value) -> assertThat(proposed).containsEntry(prefix + key, value)));
    }

    @Test
    void theStandaloneWorkerTakesEveryKey() throws IOException {
        var settings = ConfigFolder.properties(STANDALONE);

        assertThat(keysOf(new StandaloneConfig(ConfigFolder.withSecretsIn(secrets, settings)))
                        .unknownAmong(settings.keySet()))
                .isEmpty();
    }

    @Test
    void strimzisWorkersAreSetUpAsAllOthers() throws IOException {
        var file = ConfigFolder.properties(DISTRIBUTED);
        var connect = ConfigFolder.resource("strimzi/kafka-connect.yaml", "KafkaConnect", "toloka-connect");
        var config = ConfigFolder.settings(connect.at("/spec/config"));
        var worker = new HashMap<>(file);
        worker.putAll(config);

        assertThat(keysOf(distributed(worker)).unknownAmong(config.keySet())).isEmpty();
        assertThat(file).containsAllEntriesOf(withoutProviders(config));
        assertThat(connect.at("/spec/groupId").asText()).isEqualTo(file.get("group.id"));
        assertThat(List.of("config", "offset", "status"))
                .allSatisfy(store -> assertThat(
                                connect.at("/spec/" + store + "StorageTopic").asText())
                        .isEqualTo(file.get(store + ".storage.topic")));
    }

    @Test
    void mskConnectIsGivenNothingThatItRefuses() throws IOException {
        var settings = ConfigFolder.properties("msk-connect/worker.properties");
        var worker = new HashMap<>(ConfigFolder.properties(DISTRIBUTED));
        worker.putAll(withoutProviders(settings));

        assertThat(settings.keySet())
                .noneMatch(key -> REFUSED_BY_MSK.matcher(key).matches());
        assertThat(keysOf(distributed(worker)).unknownAmong(settings.keySet())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyConfigProviderIsThereAndConfined(String file) throws Exception {
        var settings = ConfigFolder.properties(file);

        for (var name : settings.get("config.providers").split(",", -1)) {
            var provider = "config.providers." + name;
            assertThat(Class.forName(settings.get(provider + ".class"))).isAssignableTo(ConfigProvider.class);
            assertThat(settings.keySet())
                    .as("what %s may read", name)
                    .containsAnyOf(provider + ".param.allowed.paths", provider + ".param.allowlist.pattern");
        }
    }

    private DistributedConfig distributed(Map<String, String> settings) {
        return new DistributedConfig(ConfigFolder.withSecretsIn(secrets, settings));
    }

    private static Keys keysOf(WorkerConfig worker) {
        return Keys.ofWorker(worker.values().keySet());
    }

    private static Map<String, String> proposed(String file) throws IOException {
        var lines = PROPOSED.matcher(ConfigFolder.text(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining("\n"));
        return ConfigFolder.properties(new StringReader(lines));
    }

    private static Map<String, String> withoutProviders(Map<String, String> settings) {
        var rest = new TreeMap<>(settings);
        rest.keySet().removeIf(key -> key.startsWith("config.providers"));
        return rest;
    }
}
