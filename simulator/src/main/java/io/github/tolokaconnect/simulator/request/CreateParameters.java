package io.github.tolokaconnect.simulator.request;

/**
 * The switches of a request that creates tasks.
 *
 * @param isAsync whether an operation is started and answered at once
 * @param skipInvalidItems whether the valid tasks are created when others are not valid
 * @param allowDefaults whether the pool's default overlap serves tasks that bring none
 * @param openPool whether pools that are closed are opened afterwards
 */
public record CreateParameters(boolean isAsync, boolean skipInvalidItems, boolean allowDefaults, boolean openPool) {}
