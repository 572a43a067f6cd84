package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code operation.mode=sync}: the tasks come out of the requests' own answers. */
@ExtendWith(ClusterExtension.class)
class SyncModeIT {

    private final TolokaSimulator toloka = TolokaSimulator.builder().start();
    private final Pipeline pipeline;

    SyncModeIT(Cluster cluster) {
        pipeline = Pipeline.to(cluster, toloka.url(), "sync")
                .with("operation.mode", "sync")
                .with("delivery.mode", "at_least_once");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void createsEveryTaskInRequestsOfTheBatchsSize() throws Exception {
        pipeline.with("batch.size", "20").start();
        for (var number = 0; number < 100; number++) {
            pipeline.send("item-" + number, Tasks.valid("1001", "sync-" + number));
        }

        var results = pipeline.awaitResults(100);

        assertThat(toloka.audit().operations()).isZero();
        assertThat(toloka.audit().tasks()).isEqualTo(100);
        assertThat(toloka.audit().duplicates()).isZero();
        assertThat(Platform.at(toloka.url()).imagesByTaskId(List.of("1001")).keySet())
                .containsExactlyInAnyOrderElementsOf(results.created().stream()
                        .map(received -> received.event().task().id())
                        .toList());
        pipeline.awaitNoLag();
        assertThat(pipeline.results().ended())
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(status -> assertThat(status.counts().records()).isLessThanOrEqualTo(20));
    }

    @Test
    void reportsInvalidTasksBesideTheCreatedOnes() {
        pipeline.start();
        for (var number = 0; number < 10; number++) {
            pipeline.send("same-partition", Tasks.valid("1001", "sync-mixed-" + number));
        }
        pipeline.send("same-partition", Tasks.withoutImage("1001"));

        var results = pipeline.awaitResults(11);

        assertThat(results.created()).hasSize(10);
        assertThat(results.errors())
                .singleElement()
                .satisfies(received -> assertThat(received.event().errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.path()).isEqualTo("input_values.image")));
        Waiting.until("the requests have ended")
                .untilAsserted(() -> assertThat(pipeline.results().ended())
                        .extracting(status -> status.outcome())
                        .containsAnyOf(Outcome.PARTIAL, Outcome.NONE));
        pipeline.awaitNoLag();
    }
}
