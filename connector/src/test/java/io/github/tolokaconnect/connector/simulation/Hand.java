package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.SourceLog;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** Moves a simulated world of one topic-partition step by step, so that a test can stop it anywhere. */
final class Hand {
    /** The next thing is to journal a new operation. */
    static final Predicate<Effect> PREPARING = committing(JournalEntry.Prepared.class);
    /** The next thing is to send a request. */
    static final Predicate<Effect> POSTING = effect -> effect instanceof Effect.Submit;
    /** The next thing is to ask how an operation is doing. */
    static final Predicate<Effect> READING = effect -> effect instanceof Effect.Read;
    /** The next thing is to commit the results of an operation. */
    static final Predicate<Effect> ENDING = committing(JournalEntry.Done.class);

    private static final int MOST_STEPS = 1_000;
    private static final Duration TICK = Duration.ofMillis(50);

    private final World world;

    Hand(RecordKind... records) {
        this.world = new World(new Source(records), Twist.NONE, EnumSet.allOf(Promise.class), History.kept());
    }

    private static Predicate<Effect> committing(Class<? extends JournalEntry> what) {
        return effect -> effect instanceof Effect.Commit commit
                && commit.entries().stream().anyMatch(what::isInstance);
    }

    World world() {
        return world;
    }

    TopicPartition partition() {
        return world.source().partitions().get(0);
    }

    /** A sink task that owns the topic-partition from now on; a former owner hears of that when it is told. */
    Worker owner(Settings settings) {
        var worker = world.start(settings);
        world.group().assign(partition(), worker);
        worker.rebalance();
        return worker;
    }

    Worker owner() {
        return owner(Settings.DEFAULT);
    }

    /** Lets everything go its way until {@code next} is what the sink task would do next. */
    void until(Worker worker, Predicate<Effect> next) {
        for (int step = 0; step < MOST_STEPS; step++) {
            var effect = worker.nextEffect();
            if (effect != null && next.test(effect)) {
                return;
            }
            step(worker);
        }
        throw new AssertionError(
                "it never comes to that: " + String.join("\n", world.history().lines()));
    }

    private void step(Worker worker) {
        if (worker.hasEffects()) {
            worker.runEffect();
            return;
        }
        for (var claiming : world.transactions().claiming()) {
            if (!claiming.isFenced()) {
                world.transactions().fence(claiming, true);
            }
            world.transactions().read(claiming, true, SourceLog.UNKNOWN);
        }
        transact(Transactions.Fate.COMMITS);
        transport(Network.Fate.ARRIVES);
        world.elapse(TICK);
        worker.call(worker.partitions(), 10);
    }

    /** Ends all transactions that wait. */
    void transact(Transactions.Fate fate) {
        for (var producer : world.transactions().busy()) {
            world.transactions().transact(producer, Integer.MAX_VALUE, fate);
        }
    }

    /** Lets the same happen to all requests under way. */
    void transport(Network.Fate fate) {
        transport(fate, Platform.Plan.GOOD);
    }

    void transport(Network.Fate fate, Platform.Plan plan) {
        List.copyOf(world.network().requests())
                .forEach(request -> world.network().run(request, fate, plan));
    }

    /** Lets whoever is not paused do what is to be done. */
    void settle() {
        new Calm(world).settle();
    }

    /** Ends all faults and checks every promise. */
    void finish() {
        new Calm(world).run(Settings.DEFAULT);
    }
}
