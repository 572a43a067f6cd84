package io.github.tolokaconnect.connector.simulation;

import java.util.Optional;

/** Runs a scenario. */
final class Simulation {
    private static final int MOST_TROUBLE = 30;

    private Simulation() {}

    /**
     * What breaks in this scenario; empty if nothing does. An exception of the core breaks the promise that everything ends.
     */
    static Optional<Violation> run(Scenario scenario, History history) {
        var world = new World(scenario, history);
        int trouble = Math.floorMod(Long.hashCode(scenario.seed()) * 7, MOST_TROUBLE);
        var scheduler = new Scheduler(world, scenario.workers(), trouble);
        try {
            for (int i = 0; i < scenario.workers(); i++) {
                world.start(scheduler.settings());
            }
            scenario.turns().forEach(scheduler::take);
            new Calm(world).run(scheduler.settings());
            return Optional.empty();
        } catch (Violation violation) {
            world.say(violation.getMessage());
            return Optional.of(violation);
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException defect) {
            world.say(defect, " at ", defect.getStackTrace()[0]);
            return scenario.promises().contains(Promise.EVERYTHING_ENDS)
                    ? Optional.of(new Violation(Promise.EVERYTHING_ENDS, defect + " at " + defect.getStackTrace()[0]))
                    : Optional.empty();
        }
    }
}
