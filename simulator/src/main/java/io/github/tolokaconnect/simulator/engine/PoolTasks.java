package io.github.tolokaconnect.simulator.engine;

/**
 * Which tasks are those of one pool, in the order of creation. Tasks that were created in one go have ordinals in one run, so what
 * is kept is the runs: eight bytes for each.
 */
final class PoolTasks {
    private final IntSequence firsts = new IntSequence();
    /** How many tasks there are up to and with each run. */
    private final IntSequence ends = new IntSequence();

    int size() {
        return ends.size() == 0 ? 0 : ends.at(ends.size() - 1);
    }

    /** Adds {@code count} tasks with ordinals from {@code first} on, which are greater than all before. */
    void add(int first, int count) {
        int size = size();
        int last = firsts.size() - 1;
        if (last >= 0 && firsts.at(last) + (size - start(last)) == first) {
            ends.replaceLast(size + count);
        } else {
            firsts.append(first);
            ends.append(size + count);
        }
    }

    /** The ordinal of the task that was created as number {@code index}, counted from 0. */
    int ordinal(int index) {
        int run = ends.firstAbove(index);
        return firsts.at(run) + (index - start(run));
    }

    private int start(int run) {
        return run == 0 ? 0 : ends.at(run - 1);
    }
}
