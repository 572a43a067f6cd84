package io.github.tolokaconnect.streams.stats;

/**
 * What a stream task has counted in one minute.
 *
 * @param stat all of it
 * @param unpublished how much of that is in the longer windows not yet
 */
record Tally(Stat stat, Stat unpublished) {

    static final Tally NONE = new Tally(Stat.NONE, Stat.NONE);

    Tally plus(Stat more) {
        return new Tally(stat.plus(more), unpublished.plus(more));
    }

    Tally published() {
        return new Tally(stat, Stat.NONE);
    }
}
