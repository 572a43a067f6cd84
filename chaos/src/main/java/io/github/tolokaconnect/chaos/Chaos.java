package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.chaos.child.Children;
import io.github.tolokaconnect.chaos.plan.Plan;
import io.github.tolokaconnect.chaos.verdict.Disturbances;
import io.github.tolokaconnect.chaos.verdict.Evidence;
import io.github.tolokaconnect.chaos.verdict.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** One run, from the first process to the verdict. Belongs to one thread. */
final class Chaos {

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofSeconds(5);
    private static final Duration TIME_TO_START = Duration.ofMinutes(4);
    private static final Duration TIME_TO_RECOVER = Duration.ofMinutes(3);
    private static final long SETTLED_RECORDS_PER_SECOND = 200;

    private final ChaosOptions options;
    private final Story story;
    private final Patience patience;
    private final InstantSource clock;
    private final World world;
    private final Platform platform;
    private final Operator operator;
    private final Disturber disturber;
    private final Evidence evidence = new Evidence();

    /**
     * What came out.
     *
     * @param unsettled what was still missing at the deadline, if something was
     */
    record Outcome(Verdict verdict, Disturbances disturbances, Optional<String> unsettled) {

        boolean isProof() {
            return unsettled.isEmpty() && verdict.isExactlyOnce();
        }
    }

    Chaos(
            ChaosOptions options,
            Installation installation,
            WorkDirectory work,
            Children children,
            Story story,
            Patience patience) {
        this.options = options;
        this.story = story;
        this.patience = patience;
        this.clock = patience.clock();
        this.world = World.prepare(children, installation, work, options.seed());
        this.platform = new Platform(world.platformUrl());
        var settings = ConnectorSettings.of(world.bootstrapServers(), world.platformUrl(), options.mode());
        this.operator = new Operator(world.workers(), settings, story);
        this.disturber = new Disturber(world, platform, operator, story, Plan.of(options.seed(), options.time()));
    }

    Outcome run() throws StoppedException {
        story.tell("seed " + options.seed() + ", " + options.records() + " records within "
                + options.time().toSeconds() + " s, delivery.mode=" + options.mode());
        try (var broker = new BrokerView(world.bootstrapServers());
                operator) {
            start(broker);
            try (var sender =
                    RecordSender.open(world.bootstrapServers(), options.records(), options.time(), clock, evidence)) {
                disturb(sender);
                calm(sender);
            }
            return settle(broker);
        }
    }

    private void start(BrokerView broker) throws StoppedException {
        story.tell("broker, simulator and " + world.workers().size() + " workers start");
        world.children().start(world.broker());
        world.children().start(world.simulator());
        patience.await("A broker that serves", TIME_TO_START, broker::unavailability);
        broker.createTopics();
        world.workers().forEach(worker -> world.children().start(worker.process()));
        patience.await("A connector", TIME_TO_START, operator::create);
        patience.await("A connector that runs", TIME_TO_START, operator::missing);
        story.tell("everything runs");
    }

    private void disturb(RecordSender sender) throws StoppedException {
        sender.start();
        var begin = clock.instant();
        var pulse = new Pulse(clock, BETWEEN_TWO_LOOKS);
        for (var now = begin; Duration.between(begin, now).compareTo(options.time()) < 0; now = clock.instant()) {
            sender.confirm();
            disturber.disturbUntil(Duration.between(begin, now));
            if (pulse.isDue()) {
                disturber.supervise();
                story.tell(
                        "sent=" + sender.sent() + " created=" + platform.audit().tasks());
            }
            patience.stop().waitFor(TICK);
        }
    }

    private void calm(RecordSender sender) throws StoppedException {
        story.tell("all disturbances end");
        disturber.calm();
        patience.await("A broker with all records", TIME_TO_RECOVER, supervised(() -> {
            sender.confirm();
            return sender.isDone() ? Optional.empty() : Optional.of("the broker confirmed " + sender.sent());
        }));
        patience.await("A connector that runs again", TIME_TO_RECOVER, supervised(operator::missing));
        story.tell("sent=" + sender.sent() + ", everything runs");
    }

    private Outcome settle(BrokerView broker) throws StoppedException {
        patience.await("A source with all records, each once", TIME_TO_RECOVER, () -> {
            var present = broker.sourceRecords();
            return present == options.records() ? Optional.empty() : Optional.of("there are " + present);
        });
        try (var results = ResultReader.open(world.bootstrapServers(), broker.resultPartitions(), evidence)) {
            var settlement = new Settlement(options.records(), broker, platform, results, evidence, clock);
            var time = TIME_TO_RECOVER.plusSeconds(options.records() / SETTLED_RECORDS_PER_SECOND);
            var unsettled = patience.tryAwait(time, supervised(settlement::missing));
            results.readAll();
            platform.readTasks(evidence);
            return new Outcome(evidence.verdict(), disturber.count(), unsettled);
        }
    }

    /** The same question, with a look after the processes now and then. */
    private Supplier<Optional<String>> supervised(Supplier<Optional<String>> missing) {
        var pulse = new Pulse(clock, BETWEEN_TWO_LOOKS);
        return () -> {
            var answer = missing.get();
            if (pulse.isDue()) {
                disturber.supervise();
                story.tell("created=" + platform.audit().tasks()
                        + answer.map(what -> ", " + what).orElse(""));
            }
            return answer;
        };
    }
}
