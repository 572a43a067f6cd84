package io.github.tolokaconnect.simulator.reading;

/**
 * One answer to the question of a {@link Reading}.
 *
 * @param name what the answer is called on a command line
 * @param text what the simulator then does
 */
public record Choice(String name, String text) {}
