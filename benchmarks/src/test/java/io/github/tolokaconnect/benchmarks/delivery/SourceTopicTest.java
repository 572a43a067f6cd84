package io.github.tolokaconnect.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTopicTest {

    private final SourceTopic topic = new SourceTopic("pair-1.tasks", 8, Pools::of);

    @Test
    void asksForTheTasksOfNeighboursInAPartition() {
        var request = topic.request(7, 100, 2);

        assertThat(request)
                .startsWith("[{\"__item_idx\":\"0\",\"pool_id\":\"3007\"")
                .contains("/pair-1.tasks/item-807.jpg")
                .contains("},{\"__item_idx\":\"1\",\"pool_id\":\"3007\"")
                .contains("/pair-1.tasks/item-815.jpg")
                .endsWith("}]");
    }

    @Test
    void hasTasksOfTwoHundredToThreeHundredBytes() {
        assertThat(topic.request(0, 0, 1)).hasSizeBetween(200, 300);
        assertThat(topic.request(7, 999_999, 1)).hasSizeBetween(200, 300);
    }

    @Test
    void hasNoTaskOfAnotherTopic() {
        var other = new SourceTopic("pair-2.tasks", 8, Pools::of);

        assertThat(topic.request(0, 0, 1)).isNotEqualTo(other.request(0, 0, 1));
    }
}
