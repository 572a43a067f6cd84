package io.github.tolokaconnect.connector.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.events.ConnectorRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commits end at any moment, and leave nothing behind. */
@ExtendWith(BrokerExtension.class)
class CommitsEndIT {

    @Test
    void whileNothingIsUnderWay(JournalRig rig) {
        var task = rig.sinkTask(0);
        for (int number = 0; number < 8; number++) {
            task.claim(rig.partition(number));
            task.committed(rig.partition(number), List.of(rig.prepared(rig.partition(number), 0, 4)));
        }
        assertThat(threadsOf(rig)).isNotEmpty();

        task.close();

        assertThat(threadsOf(rig)).isEmpty();
    }

    @Test
    void whileACommitIsBeingWritten(JournalRig rig) {
        var events = new WrittenEvents.Halting(rig.results);
        var task = rig.sinkTask(0, events);
        task.claim(rig.partition(0));
        task.commit(rig.partition(0), List.of(), rig.events(rig.partition(0), 0, 4));
        WrittenEvents.Halting.await(events.reached);

        task.close();

        assertThat(threadsOf(rig)).isEmpty();
    }

    @Test
    void whileTheJournalIsBeingRead(JournalRig rig) {
        var task = rig.sinkTask(0);
        Answers.of(rig.admin.deleteTopics(List.of(rig.settings.topic())).all());
        task.commits().survey(new Effect.Survey(List.of(rig.partition(0))));

        task.close();

        assertThat(threadsOf(rig)).isEmpty();
    }

    @Test
    void whileTheClusterAnswersNobody(JournalRig rig) throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var settings = rig.settings(
                    Map.of(
                            "bootstrap.servers",
                            "127.0.0.1:" + silent.getLocalPort(),
                            "max.block.ms",
                            600_000,
                            "request.timeout.ms",
                            2_000),
                    true);
            var clients = new JournalClients(settings, rig.name + "-0");
            var events = new WrittenEvents(rig.results);
            var answers = new RecordedCommits(events);
            var parts = new TransactionalCommits.Parts(
                    settings, ConnectorRef.of(rig.name, 0, "1.0"), events, JournalRig.CLOCK, answers::take);
            var commits = new TransactionalCommits(parts, clients, clients.admin());
            for (int number = 0; number < 20; number++) {
                commits.claim(new Effect.Claim(rig.partition(number), number));
            }
            commits.survey(new Effect.Survey(List.of(rig.partition(0))));
            Waiting.until("claims wait")
                    .until(() -> threadsOf(rig).stream()
                                    .filter(name -> name.startsWith("kafka-producer"))
                                    .count()
                            == 8);

            commits.close();

            assertThat(threadsOf(rig)).noneMatch(name -> name.startsWith("toloka-transactions"));
            // Kafka's own thread waits for the end of its request's timeout before it looks around.
            Waiting.until("producers are gone").until(() -> threadsOf(rig).isEmpty());
        }
    }

    @Test
    void moreThanOnce(JournalRig rig) {
        var task = rig.sinkTask(0);
        task.claim(rig.partition(0));

        task.close();
        task.close();
        task.commits().commit(new Effect.Commit(9, rig.partition(0), List.of(), List.of()));

        assertThat(threadsOf(rig)).isEmpty();
    }

    private static List<String> threadsOf(JournalRig rig) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.contains("toloka-") && name.contains("-" + rig.name + "-"))
                .sorted()
                .toList();
    }
}
