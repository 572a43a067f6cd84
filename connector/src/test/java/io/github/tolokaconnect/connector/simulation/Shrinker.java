package io.github.tolokaconnect.connector.simulation;

import java.util.ArrayList;
import java.util.List;

/** Makes a scenario that breaks a promise smaller, by leaving out records and turns for as long as the same promise breaks. */
final class Shrinker {
    private final Promise promise;
    private int budget;

    /**
     * A shrinker.
     *
     * @param budget most scenarios that it tries
     * @param promise the promise that a smaller scenario has to break, too
     */
    Shrinker(int budget, Promise promise) {
        this.budget = budget;
        this.promise = promise;
    }

    /** A scenario in which the same breaks, as small as the budget allows. */
    Scenario shrink(Scenario broken) {
        var smallest = withFewerRecords(broken);
        for (int chunk = smallest.turns().size() / 2; chunk >= 1 && budget > 0; ) {
            var smaller = without(smallest, chunk);
            if (smaller.turns().size() == smallest.turns().size()) {
                chunk /= 2;
            }
            smallest = smaller;
        }
        return withFewerRecords(smallest);
    }

    private Scenario withFewerRecords(Scenario broken) {
        var smallest = broken;
        for (int records = 1; records < smallest.records(); records *= 2) {
            var fewer = smallest.withRecords(records);
            if (breaks(fewer)) {
                smallest = fewer;
            }
        }
        return smallest;
    }

    /** Leaves out as many runs of {@code chunk} turns as possible, the last ones first. */
    private Scenario without(Scenario broken, int chunk) {
        var smallest = broken;
        for (int end = broken.turns().size(); end > 0 && budget > 0; end -= chunk) {
            var kept = new ArrayList<>(smallest.turns());
            kept.subList(Math.max(0, end - chunk), end).clear();
            var smaller = smallest.withTurns(List.copyOf(kept));
            if (breaks(smaller)) {
                smallest = smaller;
            }
        }
        return smallest;
    }

    private boolean breaks(Scenario scenario) {
        return budget-- > 0
                && Simulation.run(scenario, History.unheard())
                        .filter(violation -> violation.promise() == promise)
                        .isPresent();
    }
}
