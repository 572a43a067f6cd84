package io.github.tolokaconnect.events;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the files that topics are created from; {@code -Dupdate.docs=true} rewrites them. */
class TopicFilesTest {

    private static final Path CONFIG = Path.of(System.getProperty("basedir", "."), "..", "config");

    /** As in {@code config/connector/production.json}. */
    private static final List<TopicDefinition> OF_THE_EXAMPLE =
            List.of(Topics.journal("toloka.journal.labeling"), Topics.deadLetterQueue("labeling.tasks.dlq"));

    private static final String PROPERTIES_HEAD = """
            # The topics, as config/kafka/create-topics.sh creates them: name, partitions, replicas, and Kafka's own topic settings.
            # Generated from the contract (io.github.tolokaconnect.events.Topics) by: mvn -pl events -am test -Dupdate.docs=true
            """;

    private static final String STRIMZI_HEAD = """
            # The topics for Strimzi's topic operator. strimzi.io/cluster is the name of your Kafka resource.
            # Generated from the contract (io.github.tolokaconnect.events.Topics) by: mvn -pl events -am test -Dupdate.docs=true
            """;

    @Test
    void listsEveryTopicForKafkasTools() throws IOException {
        isWhatTheContractSays("kafka/topics.properties", sections(PROPERTIES_HEAD, TopicFilesTest::line));
    }

    @Test
    void listsEveryTopicForStrimzi() throws IOException {
        isWhatTheContractSays("strimzi/kafka-topics.yaml", sections(STRIMZI_HEAD, TopicFilesTest::resource));
    }

    @Test
    void theListCanBeReadAsProperties() throws IOException {
        var read = new Properties();
        read.load(new StringReader(sections(PROPERTIES_HEAD, TopicFilesTest::line)));

        assertThat(read.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Topics.all().stream(), OF_THE_EXAMPLE.stream())
                        .map(TopicDefinition::name)
                        .toList());
        assertThat(read.getProperty("toloka.heartbeats"))
                .isEqualTo("partitions=1 replicas=3 cleanup.policy=compact,delete retention.ms=86400000");
    }

    private static String sections(String head, Function<TopicDefinition, String> form) {
        return head
                + section("What the connector reads and writes.", Topics.ofConnector(), form)
                + section("A connector's own: its journal, and Connect's dead letter queue.", OF_THE_EXAMPLE, form)
                + section("What only the streams app and its users read and write.", Topics.ofStreamsApp(), form);
    }

    private static String section(String title, List<TopicDefinition> topics, Function<TopicDefinition, String> form) {
        return "\n# " + title + "\n" + topics.stream().map(form).collect(joining());
    }

    private static String line(TopicDefinition topic) {
        return "# " + topic.purpose() + "\n" + topic.name() + "=partitions=" + topic.partitions() + " replicas="
                + topic.replicas()
                + topic.configs().entrySet().stream()
                        .map(config -> " " + config.getKey() + "=" + config.getValue())
                        .collect(joining())
                + "\n";
    }

    private static String resource(TopicDefinition topic) {
        return """
                ---
                # %s
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: kafka
                spec:
                  partitions: %d
                  replicas: %d
                  config:
                %s""".formatted(
                        topic.purpose(),
                        topic.name(),
                        topic.partitions(),
                        topic.replicas(),
                        topic.configs().entrySet().stream()
                                .map(config -> "    " + config.getKey() + ": \"" + config.getValue() + "\"\n")
                                .collect(joining()));
    }

    private static void isWhatTheContractSays(String name, String expected) throws IOException {
        var file = CONFIG.resolve(name);
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("config/" + name + " is out of date; run: mvn -pl events -am test -Dupdate.docs=true")
                .hasContent(expected);
    }
}
