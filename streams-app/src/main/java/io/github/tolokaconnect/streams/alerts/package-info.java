/**
 * When somebody has to look. {@link io.github.tolokaconnect.streams.alerts.AlertBook} is the door: the monitor asks it every few
 * seconds, on a stream thread, and publishes what it answers. Rules and the life of an alert are pure; may import the stats and the
 * events, and of Kafka Streams only its stores.
 */
@NullMarked
package io.github.tolokaconnect.streams.alerts;

import org.jspecify.annotations.NullMarked;
