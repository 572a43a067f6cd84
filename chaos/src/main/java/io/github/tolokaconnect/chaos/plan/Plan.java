package io.github.tolokaconnect.chaos.plan;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What is done to the system, and when. The same seed and time make the same plan. At most one process is away at a time, so that
 * something is always left that can go on, and everything is back at the end.
 *
 * @param seed what it was made from
 * @param steps in the order of time
 */
public record Plan(long seed, List<Step> steps) {

    /** How many Connect workers there are. */
    public static final int WORKERS = 2;

    /** Sorts a copy of the steps; those of one moment keep their order. */
    public Plan {
        steps = steps.stream().sorted(Comparator.comparing(Step::at)).toList();
    }

    /** A plan that disturbs for so long. */
    public static Plan of(long seed, Duration time) {
        return new Plan(seed, new Planner(seed, time).steps());
    }
}
