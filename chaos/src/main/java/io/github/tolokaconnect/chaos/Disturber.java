package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.chaos.child.Child;
import io.github.tolokaconnect.chaos.plan.Action;
import io.github.tolokaconnect.chaos.plan.Plan;
import io.github.tolokaconnect.chaos.plan.Step;
import io.github.tolokaconnect.chaos.verdict.Disturbances;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Carries a plan out, and puts everything right in the end. Not safe for several threads. */
final class Disturber {

    private final World world;
    private final Platform platform;
    private final Operator operator;
    private final Story story;
    private final Deque<Step> steps;
    private long kills;
    private long pauses;

    Disturber(World world, Platform platform, Operator operator, Story story, Plan plan) {
        this.world = world;
        this.platform = platform;
        this.operator = operator;
        this.story = story;
        this.steps = new ArrayDeque<>(plan.steps());
    }

    /** Does what is due after this time. */
    void disturbUntil(Duration elapsed) {
        while (!steps.isEmpty() && steps.peek().at().compareTo(elapsed) <= 0) {
            var action = steps.remove().action();
            story.tell(action.toString());
            perform(action);
        }
    }

    /** Starts again what has ended although nobody ended it, as an operator's supervisor would. */
    void supervise() {
        if (world.simulator().hasFailed()) {
            throw new ChaosException("The simulator ended; a run without a platform proves nothing");
        }
        revive(world.broker());
        world.workers().forEach(worker -> revive(worker.process()));
        operator.tend();
    }

    /** Ends all disturbances: everything runs, nothing is held, no fault is in force. */
    void calm() {
        steps.clear();
        platform.endTrouble();
        operator.endPauses();
        startUnlessAwake(world.broker());
        world.workers().forEach(worker -> startUnlessAwake(worker.process()));
    }

    Disturbances count() {
        return new Disturbances(kills, pauses, platform.audit().faults());
    }

    private void perform(Action action) {
        if (action instanceof Action.KillWorker kill) {
            kill(worker(kill.worker()));
        } else if (action instanceof Action.StopWorker stop) {
            worker(stop.worker()).stop();
        } else if (action instanceof Action.StartWorker start) {
            world.children().start(worker(start.worker()));
        } else if (action instanceof Action.FreezeWorker freeze) {
            worker(freeze.worker()).freeze();
            pauses++;
        } else if (action instanceof Action.ThawWorker thaw) {
            worker(thaw.worker()).thaw();
        } else if (action instanceof Action.KillBroker) {
            kill(world.broker());
        } else if (action instanceof Action.StopBroker) {
            world.broker().stop();
        } else if (action instanceof Action.StartBroker) {
            world.children().start(world.broker());
        } else if (action instanceof Action.BeginTrouble begin) {
            platform.begin(begin.trouble());
        } else if (action instanceof Action.EndTrouble) {
            platform.endTrouble();
        } else {
            operator.perform(action);
        }
    }

    private void kill(Child child) {
        child.kill();
        kills++;
    }

    private void revive(Child child) {
        if (child.hasFailed()) {
            story.tell(child.name() + " ended by itself and is started again");
            world.children().start(child);
        }
    }

    private void startUnlessAwake(Child child) {
        child.thaw();
        if (!child.isAwake()) {
            world.children().start(child);
        }
    }

    private Child worker(int number) {
        return world.workers().get(number).process();
    }
}
