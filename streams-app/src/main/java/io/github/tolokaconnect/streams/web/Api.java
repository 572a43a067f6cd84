package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.stats.Stats;
import java.util.List;
import java.util.stream.Stream;

/** All calls that the server offers, and what tells listeners of changes. */
record Api(List<Endpoint> endpoints, Pulse pulse) {

    static Api of(Answers answers, EventFeed feed) {
        Stats stats = new CachedStats(answers.stats(), answers.clock());
        Others others = new Others(answers.cluster());
        Overviews overviews = new Overviews(answers, stats, others);
        Waiting waiting = new Waiting(answers.repairs(), others, answers.clock());
        Changes changes = new Changes(answers.controlWriter());
        MonitorApi monitor = new MonitorApi(answers.monitor(), stats, others, answers.clock());
        List<Endpoint> endpoints = Stream.of(
                        new FlowApi(overviews, stats, answers.clock()).endpoints(),
                        new PoolsApi(answers, stats).endpoints(),
                        new OperationsApi(answers.operations(), others, answers.clock()).endpoints(),
                        new ItemsApi(answers.items(), others, answers.clock()).endpoints(),
                        new ErrorsApi(stats, waiting, answers.clock()).endpoints(),
                        new RoutesApi(answers, changes, stats).endpoints(),
                        new AliasesApi(answers, changes).endpoints(),
                        new ReplaysApi(answers, others, waiting, changes).endpoints(),
                        monitor.endpoints(),
                        new HealthApi(answers.health()).endpoints(),
                        new DocumentsApi(answers.metrics()).endpoints())
                .flatMap(List::stream)
                .toList();
        return new Api(endpoints, new Pulse(overviews, monitor, feed));
    }
}
