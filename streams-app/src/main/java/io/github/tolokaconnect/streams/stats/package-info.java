/**
 * What is counted: running totals and time windows, kept by each stream task for its own topic-partitions, published to one
 * compacted topic, and read by every instance. So any instance answers any question about numbers, and an aggregate is the sum of its
 * parts. {@link io.github.tolokaconnect.streams.stats.Metric} is the catalogue.
 */
@NullMarked
package io.github.tolokaconnect.streams.stats;

import org.jspecify.annotations.NullMarked;
