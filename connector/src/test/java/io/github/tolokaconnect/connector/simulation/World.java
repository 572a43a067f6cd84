package io.github.tolokaconnect.connector.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;

/** Everything there is: source topics, consumer group, journal and result topics, platform, and the sink tasks between them. */
final class World {
    static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private final Twist twist;
    private final History history;
    private final Source source;
    private final Oracle oracle;
    private final Platform platform;
    private final Transactions transactions;
    private final Network network;
    private final Group group;
    private final List<Worker> workers = new ArrayList<>();
    private Instant now = BEGIN;
    private int started;

    World(Scenario scenario, History history) {
        this(
                new Source(scenario.partitions(), scenario.records(), new SplittableRandom(scenario.seed())),
                scenario.twist(),
                scenario.promises(),
                history);
    }

    World(Source source, Twist twist, Set<Promise> promises, History history) {
        this.twist = twist;
        this.history = history;
        this.source = source;
        this.oracle = new Oracle(source, promises, twist.hasJournal());
        this.platform = new Platform(source, oracle, twist);
        this.transactions = new Transactions(this);
        this.network = new Network(this);
        this.group = new Group(this);
    }

    Twist twist() {
        return twist;
    }

    History history() {
        return history;
    }

    Source source() {
        return source;
    }

    Oracle oracle() {
        return oracle;
    }

    Platform platform() {
        return platform;
    }

    Transactions transactions() {
        return transactions;
    }

    Network network() {
        return network;
    }

    Group group() {
        return group;
    }

    Instant now() {
        return now;
    }

    long nanos() {
        return Duration.between(BEGIN, now).toNanos();
    }

    Excuses excuses(Worker worker) {
        return new Excuses(platform, source, worker.settings(), now);
    }

    void say(Object... parts) {
        history.say(now, parts);
    }

    /** Time passes. */
    void elapse(Duration duration) {
        now = now.plus(duration);
    }

    /** So much time passes that nothing stays under way; what the platform forgets in that time no sink task remembers either. */
    void elapseLong(Duration duration) {
        network.expire();
        transactions.abortDoubts();
        if (duration.compareTo(Settings.ID_MEMORY) > 0) {
            List.copyOf(workers).forEach(this::crash);
        }
        say(duration, " pass");
        elapse(duration);
    }

    /** Sink tasks that are alive. */
    List<Worker> workers() {
        return workers;
    }

    Worker start(Settings settings) {
        var worker = new Worker(this, "worker-" + ++started, settings);
        workers.add(worker);
        say(worker, " starts with ", settings);
        return worker;
    }

    /** A sink task dies: what it knew is gone, what it sent is not. */
    void crash(Worker worker) {
        say(worker, " dies");
        workers.remove(worker);
        worker.die();
        transactions.died(worker);
        network.died(worker);
    }

    /** Topic-partitions that belong to nobody, or to somebody who died. */
    List<TopicPartition> orphans() {
        return source.partitions().stream()
                .filter(partition ->
                        group.owner(partition).filter(Worker::isAlive).isEmpty())
                .toList();
    }
}
