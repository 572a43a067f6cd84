package io.github.tolokaconnect.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LoadSampleTest {

    private static final TopicPartition PREDICTIONS = new TopicPartition("labeling.predictions", 0);
    private static final TopicPartition CREATED = new TopicPartition("toloka.tasks-created", 0);
    private static final LoadSample START = sample(0, 100, 50, 0);

    @Test
    void saysThatTheLoadWasKeptUpWith() {
        assertThat(sample(10, 100_100, 50_050, 5).line(START, 10_000, 5_000, 2))
                .contains(
                        "predictions_per_second=10000 results_per_second=5000",
                        "kept_up=yes",
                        "app_cores=0.50",
                        "limit=none");
    }

    @Test
    void saysWhatHoldsTheRate() {
        assertThat(sample(10, 50_100, 50_050, 18).line(START, 10_000, 5_000, 2))
                .contains("kept_up=no", "limit=processor");
        assertThat(sample(10, 100_100, 20_050, 5).line(START, 10_000, 5_000, 2))
                .contains("kept_up=no", "limit=waiting");
    }

    @Test
    void countsWhatIsOpenAndDoesNotWaitForMarkersOfTransactions() {
        var written = Map.of(PREDICTIONS, 100L, CREATED, 50L);

        var nearly = new Backlog(written, Map.of(PREDICTIONS, 98L, CREATED, 50L));
        var behind = new Backlog(written, Map.of(PREDICTIONS, 100L));

        assertThat(nearly.open()).isEqualTo(2);
        assertThat(nearly.isEmpty()).isTrue();
        assertThat(behind.open()).isEqualTo(50);
        assertThat(behind.isEmpty()).isFalse();
    }

    private static LoadSample sample(long seconds, long predictions, long results, long cpuSeconds) {
        var taken = Map.of(PREDICTIONS, predictions, CREATED, results);
        return new LoadSample(
                Duration.ofSeconds(seconds).toNanos(),
                new Backlog(taken, taken),
                Duration.ofSeconds(cpuSeconds),
                Duration.ZERO,
                Duration.ZERO);
    }
}
