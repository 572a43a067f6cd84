package io.github.tolokaconnect.connector.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class JournalTopicIT {
    private static final Map<String, String> SOUND = Map.of("cleanup.policy", "compact");

    @Test
    void createsAMissingTopicThatLosesNothing(JournalRig rig) {
        new JournalTopic(rig.settings).ensure(rig.admin);

        var topic = Answers.of(
                        rig.admin.describeTopics(List.of(rig.settings.topic())).allTopicNames())
                .get(rig.settings.topic());
        assertThat(topic.partitions()).hasSize(1);
        assertThat(config(rig))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("unclean.leader.election.enable", "false")
                .containsEntry("segment.bytes", "33554432")
                .containsEntry("min.cleanable.dirty.ratio", "0.1")
                .containsEntry("max.compaction.lag.ms", "600000")
                .containsEntry("delete.retention.ms", "86400000");
    }

    @Test
    void leavesASoundTopicAsItIs(JournalRig rig) {
        rig.createTopic(rig.settings.topic(), 1, Map.of("cleanup.policy", "compact", "segment.bytes", "1048576"));

        new JournalTopic(rig.settings).ensure(rig.admin);

        assertThat(config(rig)).containsEntry("segment.bytes", "1048576");
    }

    @Test
    void sinkTasksThatStartTogetherMayBothCreateIt(JournalRig rig) {
        var starts = List.of(0, 1, 2).stream()
                .map(task -> CompletableFuture.runAsync(() -> new JournalTopic(rig.settings).ensure(rig.admin)))
                .toList();

        assertThatCode(() -> starts.forEach(CompletableFuture::join)).doesNotThrowAnyException();
    }

    @Test
    void namesTheCommandThatCreatesATopicThatItMayNotCreate(JournalRig rig) {
        var settings = rig.settings(Map.of("bootstrap.servers", rig.bootstrapServers()), false);

        assertThatThrownBy(() -> new JournalTopic(settings).ensure(rig.admin))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("TLK-501 The journal " + settings.topic() + " is missing")
                .hasMessageContaining("kafka-topics.sh --bootstrap-server " + rig.bootstrapServers()
                        + " --create --if-not-exists --topic " + settings.topic() + " --partitions 1"
                        + " --replication-factor 3 --config cleanup.policy=compact");
    }

    @Test
    void namesTheCommandThatCreatesATopicThatTheBrokerRefuses(JournalRig rig) {
        var settings = new JournalSettings(
                rig.settings.topic(),
                rig.settings.transactionalIds(),
                rig.settings.consumerGroup(),
                rig.settings.clients(),
                true,
                (short) 3);

        assertThatThrownBy(() -> new JournalTopic(settings).ensure(rig.admin))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("TLK-501 ")
                .hasMessageContaining("InvalidReplicationFactorException")
                .hasMessageContaining("min.insync.replicas=2");
    }

    @Test
    void refusesATopicWithoutCompaction(JournalRig rig) {
        rig.createTopic(rig.settings.topic(), 1, Map.of());

        assertThatThrownBy(() -> new JournalTopic(rig.settings).ensure(rig.admin))
                .isInstanceOf(ConnectException.class)
                .hasMessage("TLK-500 The journal " + rig.settings.topic()
                        + " would lose entries: it has {cleanup.policy=delete}; run: kafka-configs.sh --bootstrap-server "
                        + rig.bootstrapServers() + " --alter --entity-type topics --entity-name "
                        + rig.settings.topic() + " --add-config cleanup.policy=compact");
    }

    @Test
    void refusesATopicThatIsDeletedFromBesides(JournalRig rig) {
        rig.createTopic(rig.settings.topic(), 1, Map.of("cleanup.policy", "compact,delete"));

        assertThatThrownBy(() -> new JournalTopic(rig.settings).ensure(rig.admin))
                .hasMessageStartingWith("TLK-500 ")
                .hasMessageContaining("cleanup.policy=compact,delete");
    }

    @Test
    void refusesATopicWhoseLeaderMayForget(JournalRig rig) {
        rig.createTopic(
                rig.settings.topic(), 1, Map.of("cleanup.policy", "compact", "unclean.leader.election.enable", "true"));

        assertThatThrownBy(() -> new JournalTopic(rig.settings).ensure(rig.admin))
                .hasMessageStartingWith("TLK-500 ")
                .hasMessageEndingWith("--add-config unclean.leader.election.enable=false");
    }

    @Test
    void refusesATopicWithSeveralPartitions(JournalRig rig) {
        rig.createTopic(rig.settings.topic(), 2, SOUND);

        assertThatThrownBy(() -> new JournalTopic(rig.settings).ensure(rig.admin))
                .hasMessageStartingWith("TLK-500 The journal " + rig.settings.topic()
                        + " has 2 partitions, and a journal has exactly one")
                .hasMessageContaining("kafka-topics.sh");
    }

    @Test
    void namesTheSettingsOfAClusterThatIsNotThere(JournalRig rig) {
        var settings = rig.settings(Map.of("bootstrap.servers", "nowhere.invalid:9092"), true);

        assertThatThrownBy(() -> new JournalTopic(settings).connect(new JournalClients(settings, "x")))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("TLK-501 The journal " + settings.topic() + " at nowhere.invalid:9092")
                .hasMessageContaining("result.bootstrap.servers");
    }

    private static Map<String, String> config(JournalRig rig) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, rig.settings.topic());
        var configs = Answers.of(rig.admin.describeConfigs(List.of(resource)).all());
        return configs.get(resource).entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }
}
