package io.github.tolokaconnect.events;

import org.jspecify.annotations.Nullable;

/**
 * The model that made a prediction.
 *
 * @param name its name
 * @param version its version
 */
public record ModelRef(String name, @Nullable String version) {}
