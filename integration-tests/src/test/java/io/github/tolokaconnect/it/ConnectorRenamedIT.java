package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connector gets another name in mid operation: to Connect it is another one, with a group that begins anew. */
@ExtendWith(ClusterExtension.class)
class ConnectorRenamedIT {

    private static final int RECORDS = 60;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(1_000, 1_500))
            .start();
    private final Cluster cluster;
    private final Pipeline former;

    ConnectorRenamedIT(Cluster cluster) {
        this.cluster = cluster;
        this.former = Pipeline.to(cluster, toloka.url(), "former").with("batch.size", "10");
    }

    @AfterEach
    void stop() {
        former.leave();
        toloka.close();
    }

    @Test
    void createsNothingTwiceUnderAnotherNameWithTheFormerNamespaceAndJournal() {
        former.start();
        for (var number = 0; number < RECORDS; number++) {
            former.send("item-" + number, Tasks.valid("1001", former.name() + "-" + number));
        }
        former.results();
        Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 3);
        former.halt().delete();
        int before = former.results().created().size();

        try (var renamed = Pipeline.renamed(cluster, former)) {
            renamed.with("operation.namespace", "toloka-" + former.name())
                    .with("journal.topic", "toloka.journal." + former.name())
                    .start();

            renamed.awaitResults(RECORDS - before);
            Waiting.until("nothing is under way any more")
                    .until(() -> former.journal().openOperations().isEmpty());
            assertThat(renamed.results().created())
                    .extracting(Received::key)
                    .doesNotHaveDuplicates()
                    .hasSize(RECORDS - before);
            assertThat(toloka.audit().tasks()).isEqualTo(RECORDS);
            assertThat(toloka.audit().duplicates()).isZero();
        }
    }
}
