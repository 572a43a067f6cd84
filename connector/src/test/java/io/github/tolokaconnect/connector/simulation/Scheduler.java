package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.SourceLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** Takes turns: picks by dice who does the next thing and how it ends. A turn that is not possible at the moment does nothing. */
final class Scheduler {
    private static final int MOST_WORKERS = 4;

    private final World world;
    private final int trouble;
    private int wantedWorkers;
    private Settings settings = Settings.DEFAULT;

    /**
     * A scheduler.
     *
     * @param trouble how many of a hundred requests, transactions and claims go wrong
     */
    Scheduler(World world, int workers, int trouble) {
        this.world = world;
        this.wantedWorkers = workers;
        this.trouble = trouble;
    }

    Settings settings() {
        return settings;
    }

    void take(Scenario.Turn turn) {
        var dice = new SplittableRandom(turn.dice());
        switch (turn.move()) {
            case CALL -> one(Worker::isRunning, dice).ifPresent(worker -> call(worker, dice));
            case RUN_EFFECT ->
                one(worker -> worker.isRunning() && worker.hasEffects(), dice)
                        .ifPresent(worker -> runEffects(worker, dice));
            case TRANSACT -> some(world.transactions().busy(), dice).forEach(producer -> transact(producer, dice));
            case CLAIM -> some(world.transactions().claiming(), dice).forEach(claiming -> claim(claiming, dice));
            case TRANSPORT -> some(world.network().requests(), dice).forEach(request -> transport(request, dice));
            case ELAPSE -> world.elapse(Duration.ofMillis(dice.nextInt(700)));
            case INFORM ->
                one(worker -> worker.isRunning() && worker.isOutOfDate(), dice).ifPresent(Worker::rebalance);
            case ADOPT -> adopt(dice);
            case COMMIT_OFFSETS -> one(Worker::isRunning, dice).ifPresent(Worker::commitOffsets);
            case LAND_OFFSETS -> {
                if (world.group().hasCommits()) {
                    world.group().land(!isTrouble(dice));
                }
            }
            case SEE_OFFSETS -> one(Worker::isRunning, dice).ifPresent(this::seeOffsets);
            case SETTLE_DOUBT -> {
                if (world.transactions().hasDoubts()) {
                    world.transactions().settleDoubt(0, dice.nextBoolean());
                }
            }
            case COMPACT -> world.transactions().journal().compact(dice.nextInt(10), dice.nextBoolean());
            case RESUME -> one(Worker::isPaused, dice).ifPresent(this::resume);
            case START -> {
                if (world.workers().size() < wantedWorkers) {
                    world.start(settings);
                }
            }
            default -> disturb(turn.move(), dice);
        }
    }

    private void disturb(Move move, SplittableRandom dice) {
        switch (move) {
            case CRASH -> one(worker -> true, dice).ifPresent(world::crash);
            case PAUSE -> one(Worker::isRunning, dice).ifPresent(this::pause);
            case REBALANCE -> rebalance(dice);
            case REWIND ->
                one(Worker::isRunning, dice)
                        .ifPresent(worker -> pick(worker.partitions(), dice).ifPresent(worker::rewind));
            case RECONFIGURE -> reconfigure(dice);
            case MOVE_OFFSETS -> moveOffsets(dice);
            case CLOSE_POOL ->
                world.platform()
                        .close(new PoolId("p" + dice.nextInt(3)), world.now().plusMillis(dice.nextInt(8_000)));
            case REMOVE_RECORD -> removeRecord(dice);
            case GHOST -> world.transactions().fenceByGhost(partition(dice));
            case ELAPSE_LONG ->
                world.elapseLong(Duration.ofHours(dice.nextInt(10) == 0 ? 24 * 8 : 1 + dice.nextInt(10)));
            default -> throw new AssertionError(move);
        }
    }

    private void call(Worker worker, SplittableRandom dice) {
        var from = worker.partitions().stream()
                .filter(partition -> dice.nextInt(3) > 0)
                .toList();
        worker.call(from, 1 + dice.nextInt(8));
    }

    private static void runEffects(Worker worker, SplittableRandom dice) {
        boolean all = dice.nextBoolean();
        do {
            worker.runEffect();
        } while (all && worker.hasEffects());
    }

    private void transact(Transactions.Producer producer, SplittableRandom dice) {
        var fate = Transactions.Fate.COMMITS;
        if (isTrouble(dice)) {
            fate = dice.nextBoolean() ? Transactions.Fate.FAILS : Transactions.Fate.IN_DOUBT;
        }
        world.transactions().transact(producer, 1 + dice.nextInt(producer.waiting()), fate);
    }

    private void claim(Transactions.Claiming claiming, SplittableRandom dice) {
        boolean works = !isTrouble(dice);
        if (claiming.isFenced()) {
            world.transactions().read(claiming, works, sourceLog(claiming.topicPartition(), dice));
        } else {
            world.transactions().fence(claiming, works);
        }
    }

    private SourceLog sourceLog(TopicPartition partition, SplittableRandom dice) {
        boolean known = dice.nextInt(4) > 0;
        return new SourceLog(
                dice.nextInt(4) > 0 ? "topic-1" : null,
                dice.nextInt(4) > 0 ? 0L : null,
                dice.nextInt(4) > 0 ? world.source().end(partition) : null,
                new SourceLog.Group(known, known ? world.group().offset(partition) : null));
    }

    private void transport(Network.Request request, SplittableRandom dice) {
        var fates = Network.Fate.values();
        var fate = isTrouble(dice) ? fates[1 + dice.nextInt(fates.length - 1)] : Network.Fate.ARRIVES;
        world.network().run(request, fate, plan(dice));
    }

    private Platform.Plan plan(SplittableRandom dice) {
        var work = Duration.ofMillis(300L + dice.nextInt(2_000));
        if (!isTrouble(dice)) {
            return new Platform.Plan(Platform.End.SUCCESS, work, 0);
        }
        return switch (dice.nextInt(4)) {
            case 0 -> new Platform.Plan(Platform.End.SUCCESS, Duration.ofHours(1 + dice.nextInt(5)), 0);
            case 1 -> new Platform.Plan(Platform.End.FAIL_SILENTLY, work, 0);
            default -> new Platform.Plan(Platform.End.FAIL_HALFWAY, work, dice.nextInt(4));
        };
    }

    private void adopt(SplittableRandom dice) {
        for (TopicPartition partition : world.orphans()) {
            one(Worker::isRunning, dice).ifPresent(worker -> world.group().assign(partition, worker));
        }
    }

    private void seeOffsets(Worker worker) {
        for (TopicPartition partition : worker.partitions()) {
            var offset = world.group().offset(partition);
            if (offset != null) {
                worker.hear(new DeliveryEvent.GroupOffsetsSeen(Map.of(partition, offset)));
            }
        }
    }

    private void resume(Worker worker) {
        world.say(worker, " goes on");
        worker.pause(false);
    }

    private void pause(Worker worker) {
        world.say(worker, " stands still");
        worker.pause(true);
    }

    /** Some topic-partitions move; members that hear of it at once commit and close in good order, others learn of it later. */
    private void rebalance(SplittableRandom dice) {
        for (TopicPartition partition : world.source().partitions()) {
            var next = one(Worker::isRunning, dice);
            if (dice.nextBoolean() || next.isEmpty()) {
                continue;
            }
            var former = world.group().owner(partition);
            boolean inOrder = dice.nextBoolean();
            if (inOrder && former.isPresent() && former.get().isRunning()) {
                former.get().commitOffsets();
                while (world.group().hasCommits()) {
                    world.group().land(!isTrouble(dice));
                }
            }
            world.group().assign(partition, next.get());
            if (inOrder && former.isPresent() && former.get().isRunning()) {
                former.get().rebalance();
            }
        }
    }

    private void reconfigure(SplittableRandom dice) {
        settings = Settings.of(dice);
        wantedWorkers = 1 + dice.nextInt(MOST_WORKERS);
        stopAll(dice);
        world.start(settings);
    }

    private void stopAll(SplittableRandom dice) {
        for (Worker worker : List.copyOf(world.workers())) {
            if (worker.isRunning() && dice.nextBoolean()) {
                worker.commitOffsets();
                worker.close(worker.partitions());
            }
            world.crash(worker);
        }
    }

    /** Which Kafka allows only while the group has no members. */
    private void moveOffsets(SplittableRandom dice) {
        stopAll(dice);
        var partition = partition(dice);
        var offset = world.group().offset(partition);
        if (offset == null) {
            return;
        }
        switch (dice.nextInt(4)) {
            case 0 -> world.group().move(partition, null);
            case 1 -> {
                long end = world.source().end(partition);
                world.group().move(partition, Math.min(end, offset + 1 + dice.nextInt(6)));
            }
            default -> world.group().move(partition, dice.nextLong(offset + 1));
        }
    }

    private void removeRecord(SplittableRandom dice) {
        var partition = partition(dice);
        var offsets = List.copyOf(world.source().records(partition).keySet());
        long offset = offsets.get(dice.nextInt(offsets.size()));
        world.say("compaction takes ", partition, "@", offset, " away");
        world.source().remove(partition, offset);
    }

    private TopicPartition partition(SplittableRandom dice) {
        var partitions = world.source().partitions();
        return partitions.get(dice.nextInt(partitions.size()));
    }

    private Optional<Worker> one(Predicate<Worker> suitable, SplittableRandom dice) {
        return pick(world.workers().stream().filter(suitable).toList(), dice);
    }

    private static <T> Optional<T> pick(List<T> candidates, SplittableRandom dice) {
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get(dice.nextInt(candidates.size())));
    }

    /** One of them, or about half of them. */
    private static <T> List<T> some(List<T> candidates, SplittableRandom dice) {
        return dice.nextBoolean()
                ? pick(candidates, dice).stream().toList()
                : candidates.stream().filter(candidate -> dice.nextBoolean()).toList();
    }

    private boolean isTrouble(SplittableRandom dice) {
        return dice.nextInt(100) < trouble;
    }
}
