package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.simulator.fixture.Fixture;

/** The pools that tasks go to: one for everything, or one for each partition, which then shows where a task came from. */
final class Pools {

    /** The pool for everything, one of the simulator's default fixture. */
    static final String COMMON = "1002";

    /** The most partitions that can have a pool of their own. */
    static final int PARTITIONS = 64;

    private static final int FIRST_OF_PARTITIONS = 3000;

    private Pools() {}

    /** The pool of a partition. */
    static String of(int partition) {
        return String.valueOf(FIRST_OF_PARTITIONS + partition);
    }

    /** All of them. */
    static Fixture fixture() {
        var fixture = Fixture.demo();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            fixture = fixture.withPool(
                    "{\"id\":\"" + of(partition)
                            + "\",\"project_id\":\"100\",\"type\":\"REGULAR\",\"status\":\"OPEN\",\"mixer_config\":{\"real_tasks_count\":10}}");
        }
        return fixture;
    }
}
