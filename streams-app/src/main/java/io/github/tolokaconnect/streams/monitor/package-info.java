/**
 * What is known of each operation, and how many tasks came into being: a topology over the connector's result topics, its
 * stores, and the questions that they answer. Topology and values are pure; stream threads run them, HTTP threads ask. May
 * import Kafka Streams and the events, but nothing of HTTP.
 */
@NullMarked
package io.github.tolokaconnect.streams.monitor;

import org.jspecify.annotations.NullMarked;
