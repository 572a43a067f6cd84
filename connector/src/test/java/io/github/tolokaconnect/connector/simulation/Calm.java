package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.delivery.SourceLog;
import io.github.tolokaconnect.connector.journal.JournalKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** The end of all faults: everything works, everybody is told everything at once, until nothing is left to do. */
final class Calm {
    private static final int MOST_ROUNDS = 5_000;
    private static final Duration TICK = Duration.ofMillis(100);
    /** Keys of a topic-partition that stay: claim, checkpoint, and the last operation, which nothing came after. */
    private static final int REST_OF_JOURNAL = 3;

    private final World world;

    Calm(World world) {
        this.world = world;
    }

    /** Lets everything come to its end and looks at it; then one more record comes everywhere, and the journal must be small. */
    void run(Settings settings) {
        world.say("all faults end");
        world.platform().hurry();
        if (world.workers().isEmpty()) {
            world.start(settings);
        }
        world.workers().forEach(worker -> worker.pause(false));
        settle();
        world.oracle().end();
        world.source().partitions().forEach(world.source()::append);
        settle(this::isGroupUpToDate);
        world.oracle().end();
        checkJournal();
    }

    /** Lets whoever is not paused do what is to be done. */
    void settle() {
        settle(() -> true);
    }

    private void settle(BooleanSupplier isDone) {
        for (int round = 0; !(isOver() && isDone.getAsBoolean()); round++) {
            if (round == MOST_ROUNDS) {
                var state = world.workers().stream()
                        .map(worker -> worker + " " + worker.partitions() + " " + worker.view())
                        .toList();
                world.oracle().broken(Promise.EVERYTHING_ENDS, "still there: " + state);
                return;
            }
            round(round);
        }
    }

    private void round(int round) {
        for (TopicPartition partition : world.orphans()) {
            world.group()
                    .assign(
                            partition,
                            running().get(partition.partition() % running().size()));
        }
        for (Worker worker : running()) {
            if (worker.isOutOfDate()) {
                worker.rebalance();
            }
            worker.call(worker.partitions(), 10);
            while (worker.hasEffects()) {
                worker.runEffect();
            }
            if (round % 10 == 0) {
                worker.commitOffsets();
            }
        }
        answer();
        world.elapse(TICK);
        if (isResting()) {
            running().stream()
                    .flatMap(worker -> worker.delivery().nextDue(world.now()).stream())
                    .min(Instant::compareTo)
                    .filter(due -> due.isAfter(world.now()))
                    .ifPresent(due -> world.elapse(Duration.between(world.now(), due)));
        }
    }

    private void answer() {
        while (world.transactions().hasDoubts()) {
            world.transactions().settleDoubt(0, false);
        }
        List.copyOf(world.network().requests())
                .forEach(request -> world.network().run(request, Network.Fate.ARRIVES, Platform.Plan.GOOD));
        for (var claiming : world.transactions().claiming()) {
            if (!claiming.isFenced()) {
                world.transactions().fence(claiming, true);
            }
            world.transactions().read(claiming, true, sourceLog(claiming.topicPartition()));
        }
        for (var producer : world.transactions().busy()) {
            world.transactions().transact(producer, Integer.MAX_VALUE, Transactions.Fate.COMMITS);
        }
        while (world.group().hasCommits()) {
            world.group().land(true);
        }
    }

    private SourceLog sourceLog(TopicPartition partition) {
        return new SourceLog(
                "topic-1",
                0L,
                world.source().end(partition),
                new SourceLog.Group(true, world.group().offset(partition)));
    }

    private boolean isResting() {
        return world.network().requests().isEmpty()
                && running().stream().noneMatch(worker -> worker.hasHeard() || worker.hasEffects())
                && running().stream()
                        .allMatch(worker ->
                                worker.hasReadEverything() || worker.view().pauseWanted());
    }

    private boolean isOver() {
        return world.orphans().isEmpty()
                && running().stream().noneMatch(Worker::isOutOfDate)
                && running().stream().allMatch(worker -> worker.isIdle() && worker.hasReadEverything())
                && world.network().requests().isEmpty()
                // Records that wait for a claim, now or later, are nowhere else.
                && world.transactions().claiming().isEmpty()
                && running().stream()
                        .allMatch(
                                worker -> worker.delivery().nextDue(world.now()).isEmpty())
                && world.source().partitions().stream().noneMatch(this::hasOpenOperations);
    }

    private boolean hasOpenOperations(TopicPartition partition) {
        var journal = world.transactions().journal();
        return !journal.read(partition, journal.end()).recovered().open().isEmpty();
    }

    /** Not so where reading was only moved on to the end: Connect takes that for committed already. */
    private boolean isGroupUpToDate() {
        return world.source().partitions().stream().allMatch(partition -> {
            var offset = world.group().offset(partition);
            return offset != null && offset >= world.source().end(partition);
        });
    }

    private List<Worker> running() {
        return world.workers().stream().filter(Worker::isRunning).toList();
    }

    private void checkJournal() {
        if (!world.twist().hasJournal()) {
            return;
        }
        var remaining = world.transactions().journal().remaining();
        for (TopicPartition partition : world.source().partitions()) {
            var keys = remaining.stream()
                    .filter(key -> key.source().equals(partition))
                    .toList();
            if (keys.size() > REST_OF_JOURNAL) {
                world.oracle().broken(Promise.EVERYTHING_ENDS, "the journal still holds " + sorted(keys.stream()));
            }
        }
    }

    private static List<String> sorted(Stream<JournalKey> keys) {
        return keys.map(JournalKey::toString).sorted().toList();
    }
}
