package io.github.tolokaconnect.simulator.engine;

import java.util.AbstractList;

/** The duplicates at one instant, as ordinals; each is fetched when it is read. Any thread may read it. */
final class DuplicateList extends AbstractList<Duplicate> {
    private final TaskStore store;
    private final int[] firsts;
    private final int[] seconds;

    DuplicateList(TaskStore store, int[] firsts, int[] seconds) {
        this.store = store;
        this.firsts = firsts;
        this.seconds = seconds;
    }

    @Override
    public Duplicate get(int index) {
        return Duplicate.of(store.asCreated(firsts[index]), store.asCreated(seconds[index]));
    }

    @Override
    public int size() {
        return seconds.length;
    }
}
