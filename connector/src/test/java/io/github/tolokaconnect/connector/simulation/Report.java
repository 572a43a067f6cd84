package io.github.tolokaconnect.connector.simulation;

/** What a person wants to read about a scenario that breaks a promise: which one, and the shortest way there that was found. */
final class Report {
    private static final int TRIES = 600;

    private Report() {}

    static String of(Scenario broken, Violation violation) {
        var shortest = new Shrinker(TRIES, violation.promise()).shrink(broken);
        var history = History.kept();
        var remaining = Simulation.run(shortest, history).orElse(violation);
        return "seed " + broken.seed() + " breaks " + violation.getMessage()
                + "\nreplay: bin/simulate --seed " + broken.seed() + " --records " + broken.records()
                + (broken.twist() == Twist.NONE ? "" : " --leave-out " + broken.twist())
                + "\nshortest history found: " + shortest.turns().size() + " of "
                + broken.turns().size() + " turns, "
                + shortest.records() + " records in each topic-partition; it ends in " + remaining.getMessage() + "\n"
                + String.join("\n", history.lines());
    }
}
