/**
 * Numbers for Prometheus. {@link io.github.tolokaconnect.streams.metrics.Metrics} is the door; HTTP threads ask it. May import
 * Micrometer, the client library of Prometheus that Micrometer uses, the stats, the monitor's questions and Kafka Streams.
 */
@NullMarked
package io.github.tolokaconnect.streams.metrics;

import org.jspecify.annotations.NullMarked;
