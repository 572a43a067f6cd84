package io.github.tolokaconnect.benchmarks;

/**
 * What a process takes at one instant, in bytes; -1 where this system does not tell.
 *
 * @param heap objects alive after a full collection
 * @param resident memory of the process, heap and all
 * @param spilled length of its nameless files
 */
record Footprint(long heap, long resident, long spilled) {}
