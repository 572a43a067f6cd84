package io.github.tolokaconnect.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTopicTest {

    private final SourceTopic topic = new SourceTopic("pair-1.tasks", 8);

    @Test
    void hasTasksOfTwoHundredToThreeHundredBytes() {
        assertThat(topic.members(Pools.COMMON, 0)).hasSizeBetween(200, 300);
        assertThat(topic.members(Pools.of(7), 9_999_999)).hasSizeBetween(200, 300);
    }

    @Test
    void hasNoTaskOfAnotherTopic() {
        var other = new SourceTopic("pair-2.tasks", 8);

        assertThat(topic.members(Pools.COMMON, 0))
                .isNotEqualTo(topic.members(Pools.COMMON, 180))
                .isNotEqualTo(other.members(Pools.COMMON, 0));
    }
}
