package io.github.tolokaconnect.benchmarks.delivery;

import java.util.List;

/** Where some figures lie: the smallest, the one in the middle (of an even number the mean of the two there), and the largest. */
record Spread(double min, double median, double max) {

    /** The spread of at least one figure. */
    static Spread of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("no figures have no spread");
        }
        var sorted = figures.stream().sorted().toList();
        var last = sorted.size() - 1;
        return new Spread(sorted.get(0), (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2, sorted.get(last));
    }
}
