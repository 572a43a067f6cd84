package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.results.Account;
import io.github.tolokaconnect.quickstart.results.ResultReader;
import io.github.tolokaconnect.quickstart.results.ResultTally;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Starts everything, sends the records, and accounts for them. */
final class Quickstart {

    private static final Duration START_TIME = Duration.ofSeconds(90);

    private final QuickstartOptions options;
    private final Installation installation;
    private final WorkDirectory work;
    private final Screen screen;
    private final InstantSource clock;
    private final StopSignal stop;

    Quickstart(
            QuickstartOptions options,
            Installation installation,
            WorkDirectory work,
            Screen screen,
            InstantSource clock,
            StopSignal stop) {
        this.options = options;
        this.installation = installation;
        this.work = work;
        this.screen = screen;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * Does it all; when it returns, nothing of it is left running.
     *
     * @return whether every record has exactly one result
     */
    boolean run() throws IOException, StoppedException {
        var count = options.source().count();
        var template = SinkConnector.read(installation.connectorConfig());
        try (var parts = new Parts(stop)) {
            var environment = Environment.start(parts, work, installation, template);
            environment.addresses().lines().forEach(screen::line);
            var connector = template.with(
                    environment.broker().bootstrapServers(),
                    environment.simulator().url().toString(),
                    options.sinkTasks());
            awaitConnector(connector, environment);
            return send(count, connector, environment);
        } finally {
            screen.removeBar();
        }
    }

    private void awaitConnector(SinkConnector connector, Environment environment) throws StoppedException {
        var connect = environment.connect();
        var deadline = Deadline.in(START_TIME, clock, stop);
        if (!deadline.await(() -> connector.tryCreate(connect))
                || !deadline.await(() -> connector.isRunning(connect))
                || !deadline.await(() -> environment.isAssignedAllTasks(connector.group()))) {
            throw new QuickstartException(
                    "Connector " + connector.name() + " did not run within " + START_TIME.toSeconds() + " seconds");
        }
    }

    private boolean send(long count, SinkConnector connector, Environment environment)
            throws IOException, StoppedException {
        var servers = environment.broker().bootstrapServers();
        var deadLetters = connector.deadLetterTopic().map(List::of).orElse(List.of());
        var tally = new ResultTally(nextOffsets(environment));
        try (var results = ResultReader.open(servers, deadLetters);
                var input = options.source().open();
                var sender = TaskSender.open(servers, input, screen)) {
            screen.startBar(count);
            var run = new Run(sender, results, tally, screen, clock, stop);
            var elapsed = run.untilSettled(() -> connector.failOnFailedSinkTask(environment.connect()));
            screen.removeBar();
            var audit = environment.simulator().audit();
            var account = new Account(tally, audit.tasks(), audit.duplicates());
            account.remarks().forEach(screen::remark);
            var summary = account.summary(count, elapsed);
            screen.line(summary.toLine());
            if (options.keepRunning()) {
                screen.remark("Everything keeps running; press Ctrl-C to end it");
                run.showOperationsUntilStopped();
                throw new StoppedException();
            }
            return summary.isComplete();
        }
    }

    /** For each partition of the topic of tasks the offset that the next record will have. */
    private static Map<Integer, Long> nextOffsets(Environment environment) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var partition = 0; partition < Topics.LABELING_TASKS.partitions(); partition++) {
            latest.put(new TopicPartition(Topics.LABELING_TASKS.name(), partition), OffsetSpec.latest());
        }
        try {
            return environment.admin().listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset()));
        } catch (ExecutionException e) {
            throw new QuickstartException("The ends of the topic of tasks cannot be read: " + Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartException("Interrupted before the first record", e);
        }
    }
}
