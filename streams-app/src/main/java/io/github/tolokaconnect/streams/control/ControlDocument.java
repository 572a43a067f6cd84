package io.github.tolokaconnect.streams.control;

import io.github.tolokaconnect.events.RawJson;
import java.time.Instant;

/**
 * A document in force.
 *
 * @param json what it says; whether that is well-formed is not known yet
 * @param written timestamp of its record
 */
public record ControlDocument(RawJson json, Instant written) {}
