package io.github.tolokaconnect.chaos.plan;

import java.time.Duration;

/**
 * A moment of a plan.
 *
 * @param at time since the first record was sent
 */
public record Step(Duration at, Action action) {}
