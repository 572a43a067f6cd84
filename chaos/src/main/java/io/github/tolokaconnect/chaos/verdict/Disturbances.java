package io.github.tolokaconnect.chaos.verdict;

/**
 * How much a run was disturbed.
 *
 * @param kills processes ended by SIGKILL
 * @param pauses workers stopped by SIGSTOP for longer than their session
 * @param resets requests to the platform that met a fault: reset, delayed, carried out without an answer, …
 */
public record Disturbances(long kills, long pauses, long resets) {}
