package io.github.tolokaconnect.chaos.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Makes the steps of a plan in three lanes, each with a chance of its own: processes that go away and come back, one after another;
 * rebalances by Connect's REST API, except while the broker is away, when nobody would answer; faults of the network, in episodes.
 */
final class Planner {

    private static final long START = 6_000;
    private static final long BROKER_BOOT = 12_000;

    private final long end;
    private final List<Step> steps = new ArrayList<>();
    private final List<Window> brokerAway = new ArrayList<>();

    private record Window(long from, long to) {}

    private enum Loss {
        KILLED_WORKER,
        STOPPED_WORKER,
        FROZEN_WORKER,
        KILLED_BROKER,
        STOPPED_BROKER
    }

    Planner(long seed, Duration time) {
        this.end = time.toMillis();
        var chance = new SplittableRandom(seed);
        planLosses(chance.split());
        planRebalances(chance.split());
        planTrouble(chance.split());
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    private void planLosses(SplittableRandom chance) {
        var deck = new Deck<>(
                chance,
                List.of(
                        Loss.KILLED_WORKER,
                        Loss.KILLED_WORKER,
                        Loss.STOPPED_WORKER,
                        Loss.FROZEN_WORKER,
                        Loss.FROZEN_WORKER,
                        Loss.KILLED_BROKER,
                        Loss.STOPPED_BROKER));
        var at = START;
        while (at < end) {
            var loss = deck.draw();
            // A frozen worker has to miss its session of six seconds.
            var back =
                    at + (loss == Loss.FROZEN_WORKER ? between(chance, 9_000, 14_000) : between(chance, 2_000, 6_000));
            if (back > end) {
                return;
            }
            lose(loss, chance.nextInt(Plan.WORKERS), at, back);
            // Whatever came back has to boot before the next one goes, or nothing would ever be done.
            at = back + (isBroker(loss) ? BROKER_BOOT : 0) + between(chance, 4_000, 8_000);
        }
    }

    private static boolean isBroker(Loss loss) {
        return loss == Loss.KILLED_BROKER || loss == Loss.STOPPED_BROKER;
    }

    private void lose(Loss loss, int worker, long at, long back) {
        switch (loss) {
            case KILLED_WORKER -> pair(at, new Action.KillWorker(worker), back, new Action.StartWorker(worker));
            case STOPPED_WORKER -> pair(at, new Action.StopWorker(worker), back, new Action.StartWorker(worker));
            case FROZEN_WORKER -> pair(at, new Action.FreezeWorker(worker), back, new Action.ThawWorker(worker));
            case KILLED_BROKER -> loseBroker(at, new Action.KillBroker(), back);
            case STOPPED_BROKER -> loseBroker(at, new Action.StopBroker(), back);
        }
    }

    private void loseBroker(long at, Action away, long back) {
        brokerAway.add(new Window(at, back + BROKER_BOOT));
        pair(at, away, back, new Action.StartBroker());
    }

    private void planRebalances(SplittableRandom chance) {
        var deck = new Deck<Supplier<Action>>(
                chance,
                List.of(
                        () -> new Action.RestartConnector(),
                        () -> new Action.RestartSinkTask(chance.nextInt(2)),
                        () -> new Action.RestartSinkTask(chance.nextInt(2)),
                        () -> new Action.Reconfigure("batch.size", oneOf(chance, "50", "200", "500", "1000")),
                        () -> new Action.Reconfigure("linger.ms", oneOf(chance, "20", "200", "600")),
                        () -> new Action.Reconfigure("tasks.max", oneOf(chance, "2", "3", "4")),
                        () -> new Action.Reconfigure("max.in.flight.operations", oneOf(chance, "2", "8", "16")),
                        () -> new Action.PauseConnector(),
                        () -> new Action.StopConnector()));
        var at = START + between(chance, 0, 4_000);
        while (at < end) {
            var action = deck.draw().get();
            var isAway = action instanceof Action.PauseConnector || action instanceof Action.StopConnector;
            var length = isAway ? between(chance, 1_500, 4_000) : 0;
            at = afterBroker(at, length);
            if (at + length > end) {
                return;
            }
            steps.add(new Step(Duration.ofMillis(at), action));
            if (isAway) {
                steps.add(new Step(Duration.ofMillis(at + length), new Action.ResumeConnector()));
            }
            at += length + between(chance, 5_000, 10_000);
        }
    }

    /** The first moment, not before {@code at}, from which the broker is there for so long. */
    private long afterBroker(long at, long length) {
        var moment = at;
        for (var away : brokerAway) {
            if (moment + length >= away.from() && moment <= away.to()) {
                moment = away.to() + 1;
            }
        }
        return moment;
    }

    private void planTrouble(SplittableRandom chance) {
        var deck = new Deck<>(chance, List.of(Trouble.values()));
        var at = START / 2;
        while (true) {
            var over = at + between(chance, 3_000, 7_000);
            if (over > end) {
                return;
            }
            pair(at, new Action.BeginTrouble(deck.draw()), over, new Action.EndTrouble());
            at = over + between(chance, 1_000, 4_000);
        }
    }

    private void pair(long at, Action away, long back, Action again) {
        steps.add(new Step(Duration.ofMillis(at), away));
        steps.add(new Step(Duration.ofMillis(back), again));
    }

    private static long between(SplittableRandom chance, long least, long most) {
        return chance.nextLong(least, most + 1);
    }

    private static String oneOf(SplittableRandom chance, String... alternatives) {
        return alternatives[chance.nextInt(alternatives.length)];
    }
}
