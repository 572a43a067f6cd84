package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.input.RecordInput;
import io.github.tolokaconnect.quickstart.loop.GeneratedPredictions;
import io.github.tolokaconnect.quickstart.loop.LoopOptions;
import io.github.tolokaconnect.quickstart.loop.LoopResults;
import io.github.tolokaconnect.quickstart.loop.LoopTally;
import io.github.tolokaconnect.quickstart.results.ResultReader;
import io.github.tolokaconnect.quickstart.results.ResultTally;
import io.github.tolokaconnect.quickstart.results.Results;
import io.github.tolokaconnect.quickstart.results.TaskResults;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

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
        var template = SinkConnector.read(installation.connectorConfig());
        try (var parts = new Parts(stop)) {
            var environment = Environment.start(parts, work, installation, template, options.loop(), clock);
            environment.addresses().lines().forEach(screen::line);
            var connector = template.with(
                    environment.broker().bootstrapServers(),
                    environment.simulator().url().toString(),
                    options.sinkTasks());
            awaitConnector(connector, environment);
            return options.loop().isPresent()
                    ? sendPredictions(options.loop().get(), connector, environment)
                    : sendTasks(connector, environment);
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

    private boolean sendTasks(SinkConnector connector, Environment environment) throws IOException, StoppedException {
        var count = options.source().count();
        var topic = Topics.LABELING_TASKS;
        var tally = new ResultTally(environment.nextOffsets(topic));
        var deadLetters = connector.deadLetterTopic().map(List::of).orElse(List.of());
        try (var input = options.source().open();
                var reader = ResultReader.open(environment.broker().bootstrapServers(), deadLetters)) {
            return send(topic, input, count, new TaskResults(reader, tally, count), connector, environment);
        }
    }

    private boolean sendPredictions(LoopOptions loop, SinkConnector connector, Environment environment)
            throws IOException, StoppedException {
        var topic = Topics.PREDICTIONS;
        // A data directory holds the predictions of earlier runs; this one's are about further items.
        var first = 1
                + environment.nextOffsets(topic).values().stream()
                        .mapToLong(offset -> offset)
                        .sum();
        var tally = new LoopTally(first, loop.predictions());
        try (var input = new GeneratedPredictions(first, loop.predictions());
                var results = LoopResults.open(environment.broker().bootstrapServers(), tally)) {
            return send(topic, input, loop.predictions(), results, connector, environment);
        }
    }

    private boolean send(
            TopicDefinition topic,
            RecordInput input,
            long count,
            Results results,
            SinkConnector connector,
            Environment environment)
            throws IOException, StoppedException {
        try (var sender = RecordSender.open(environment.broker().bootstrapServers(), topic.name(), input, screen)) {
            screen.startBar(count);
            var run = new Run(sender, results, screen, clock, stop);
            var elapsed = run.untilSettled(() -> connector.failOnFailedSinkTask(environment.connect()));
            screen.removeBar();
            var audit = environment.simulator().audit();
            var conclusion = results.conclude(audit.tasks(), audit.duplicates(), elapsed);
            conclusion.remarks().forEach(screen::remark);
            screen.line(conclusion.line());
            if (options.keepRunning()) {
                screen.remark("Everything keeps running; press Ctrl-C to end it");
                run.showOperationsUntilStopped();
                throw new StoppedException();
            }
            return conclusion.isComplete();
        }
    }
}
