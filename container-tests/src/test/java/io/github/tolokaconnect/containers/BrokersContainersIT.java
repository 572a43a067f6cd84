package io.github.tolokaconnect.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.it.KafkaClients;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three brokers, three replicas of everything, two of which must be in sync; one broker dies. */
class BrokersContainersIT {

    private static final int BROKERS = 3;

    @Test
    void createsEverythingOnceThoughOneBrokerOfThreeIsKilled() throws Exception {
        try (var network = Mark.ofCheckout().network();
                var brokers = Brokers.start(network, "broker", BROKERS);
                var workers = Workers.start(network, brokers, "lonely", 1, Plugins.present());
                var toloka = Simulator.start(Mark.ofCheckout(), network, "toloka-brokers", "500..1500");
                var pipeline = Site.pipeline(brokers, workers, toloka, "brokers")) {
            var outcome = new Outcome(pipeline, toloka);
            pipeline.start();
            try (var records = RecordStream.into(brokers.clients(), pipeline)) {
                outcome.awaitOperationsUnderWay();
                var leader = leaderOfTheJournal(brokers.clients(), pipeline.name());

                brokers.kill(leader);

                records.awaitFlow();
                outcome.requireOneTaskPerRecord(records.finish());
                assertThat(leaderOfTheJournal(brokers.clients(), pipeline.name()))
                        .isNotEqualTo(leader);
                assertThat(pipeline.status().isRunning()).isTrue();
            }
        }
    }

    /** The broker whose loss is felt most. */
    private static int leaderOfTheJournal(KafkaClients kafka, String connector) {
        var journal = "toloka.journal." + connector;
        var described = KafkaClients.answer(
                kafka.admin().describeTopics(List.of(journal)).topicNameValues().get(journal));
        return described.partitions().get(0).leader().id();
    }
}
