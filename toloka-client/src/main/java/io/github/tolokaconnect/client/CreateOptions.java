package io.github.tolokaconnect.client;

/**
 * The switches of a call that creates tasks.
 *
 * @param skipInvalidItems create the valid tasks and report the others; otherwise one invalid task stops all
 * @param allowDefaults take the pool's default overlap for tasks that bring none
 * @param openPool open the pool, if closed, once the tasks are there
 */
public record CreateOptions(boolean skipInvalidItems, boolean allowDefaults, boolean openPool) {}
