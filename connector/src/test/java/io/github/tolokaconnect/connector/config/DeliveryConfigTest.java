package io.github.tolokaconnect.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.config.DeliveryConfig.OnOffsetRegression;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeliveryConfigTest {
    private static final TopicPartition CATS_3 = new TopicPartition("cats", 3);

    @Test
    void isExactlyOnceUnlessSaidOtherwise() {
        var delivery = SampleConfig.read().delivery();

        assertThat(delivery.exactlyOnce()).isTrue();
        assertThat(delivery.onOffsetRegression()).isEqualTo(OnOffsetRegression.SKIP);
        assertThat(delivery.maxAttempts()).isEqualTo(5);
        assertThat(delivery.idMemory()).isEqualTo(Duration.ofDays(7));
        assertThat(SampleConfig.read("delivery.mode", "at_least_once")
                        .delivery()
                        .exactlyOnce())
                .isFalse();
    }

    @Test
    void namesJournalIdsAndGroupAfterTheConnector() {
        var config = SampleConfig.read("name", "cats");

        assertThat(config.delivery().journalTopic()).isEqualTo("toloka.journal.cats");
        assertThat(config.delivery().namespace().transactionalId(CATS_3)).isEqualTo("toloka-cats-cats-3");
        assertThat(config.delivery().namespace().seedOfOperationIds()).isEqualTo("cats");
        assertThat(config.consumerGroup()).isEqualTo("connect-cats");
    }

    @Test
    void takesTheNamesThatAreGiven() {
        var config = SampleConfig.read(
                "journal.topic", "team.journal",
                "operation.namespace", "team",
                "consumer.override.group.id", "team-group");

        assertThat(config.delivery().journalTopic()).isEqualTo("team.journal");
        assertThat(config.delivery().namespace().transactionalId(CATS_3)).isEqualTo("team-cats-3");
        assertThat(config.consumerGroup()).isEqualTo("team-group");
    }

    @Test
    void givesAConnectorUnderAnotherNameTheIdsOfTheFormerOne() {
        var renamed = SampleConfig.read("name", "dogs", "operation.namespace", "toloka-cats");

        assertThat(renamed.delivery().namespace())
                .isEqualTo(SampleConfig.read("name", "cats").delivery().namespace());
    }

    @Test
    void neverGivesTwoNamespacesTheSameOperationIds() {
        var connector = SampleConfig.read("name", "cats").delivery().namespace();
        var namespace =
                SampleConfig.read("operation.namespace", "cats").delivery().namespace();

        assertThat(namespace.seedOfOperationIds()).isNotEqualTo(connector.seedOfOperationIds());
    }

    @Test
    void replacesWhatNoTopicMayBeCalledAndKeepsJournalsApart() {
        var slash = JournalTopicName.of("team/cats & dogs");
        var colon = JournalTopicName.of("team:cats & dogs");

        assertThat(slash).matches("toloka\\.journal\\.team_cats___dogs-[0-9a-f]{8}");
        assertThat(slash).isEqualTo(JournalTopicName.of("team/cats & dogs")).isNotEqualTo(colon);
    }

    @Test
    void cutsNamesThatAreTooLongForATopicAndKeepsJournalsApart() {
        var first = JournalTopicName.of("c".repeat(300) + "1");
        var second = JournalTopicName.of("c".repeat(300) + "2");

        assertThat(first).hasSize(249).isNotEqualTo(second);
        assertThat(JournalTopicName.of("c".repeat(234))).isEqualTo("toloka.journal." + "c".repeat(234));
    }
}
