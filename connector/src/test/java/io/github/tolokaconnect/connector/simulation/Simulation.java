package io.github.tolokaconnect.connector.simulation;

import java.util.Optional;

/** Runs a scenario. */
final class Simulation {
    private Simulation() {}

    /** What breaks in this scenario; empty if nothing does. */
    static Optional<String> violation(Scenario scenario, History history) {
        var world = new World(scenario, history);
        int trouble = (int) Math.floorMod(scenario.seed() * 7, 30L);
        var scheduler = new Scheduler(world, scenario.workers(), trouble);
        try {
            for (int i = 0; i < scenario.workers(); i++) {
                world.start(scheduler.settings());
            }
            scenario.turns().forEach(scheduler::take);
            new Calm(world).run(scheduler.settings());
            return Optional.empty();
        } catch (Violation violation) {
            world.say("BROKEN: ", violation.getMessage());
            return Optional.of(violation.getMessage());
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException defect) {
            world.say("DEFECT: ", defect);
            return Optional.of(defect + " at " + defect.getStackTrace()[0]);
        }
    }
}
