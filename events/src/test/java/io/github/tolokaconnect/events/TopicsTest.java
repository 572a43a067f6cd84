package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void areCreatedByACommandThatCanBePasted() {
        TopicDefinition topic =
                Topics.OPERATION_STATUS.withName("team.operations").withReplicas(1);

        assertThat(topic.createCommand("broker:9092"))
                .isEqualTo("kafka-topics.sh --bootstrap-server broker:9092 --create --if-not-exists"
                        + " --topic team.operations --partitions 6 --replication-factor 1"
                        + " --config cleanup.policy=compact,delete --config min.compaction.lag.ms=604800000"
                        + " --config retention.ms=3024000000");
    }

    @Test
    void aboutRecordsHaveThePartitionsOfTheInput() {
        assertThat(Topics.TASKS_CREATED.partitions()).isEqualTo(Topics.LABELING_TASKS.partitions());
        assertThat(Topics.VALIDATION_ERRORS.partitions()).isEqualTo(Topics.LABELING_TASKS.partitions());
    }

    @Test
    void keepEveryRefusalAndEveryCreatedTask() {
        assertThat(Topics.VALIDATION_ERRORS.configs()).containsEntry("cleanup.policy", "delete");
        assertThat(Topics.TASKS_CREATED.configs())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    @Test
    void changeByCopies() {
        Map<String, String> configs = new HashMap<>(Map.of("cleanup.policy", "delete"));
        TopicDefinition topic = new TopicDefinition("t", "p", "k", 1, (short) 1, configs);
        configs.put("retention.ms", "1");

        assertThat(topic.configs()).containsOnlyKeys("cleanup.policy");
        assertThat(topic.withPartitions(12).partitions()).isEqualTo(12);
        assertThat(topic.partitions()).isEqualTo(1);
    }

    @Test
    void refuseNoPartitionsAndNoReplicas() {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.HEARTBEATS.withPartitions(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.HEARTBEATS.withReplicas(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.HEARTBEATS.withName(" "));
    }
}
