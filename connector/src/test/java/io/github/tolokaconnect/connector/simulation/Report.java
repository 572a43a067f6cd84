package io.github.tolokaconnect.connector.simulation;

/** What a person wants to read about a scenario that breaks something: what broke, and the shortest way there that was found. */
final class Report {
    private static final int TRIES = 600;

    private Report() {}

    static String of(Scenario broken, String violation) {
        var shortest = new Shrinker(TRIES).shrink(broken);
        var history = History.kept();
        var remaining = Simulation.violation(shortest, history).orElse(violation);
        return "seed " + broken.seed() + ": " + violation + "\nreplay: bin/simulate --seed " + broken.seed()
                + " --records " + broken.records() + "\nshortest history found (" + shortest.turns().size() + " of "
                + broken.turns().size() + " turns, " + shortest.records() + " records in each topic-partition), which ends in: "
                + remaining + "\n" + String.join("\n", history.lines());
    }
}
