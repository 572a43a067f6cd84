/**
 * What is known of each operation and each sink task: the topology's part that reads operation-status events and heartbeats, its
 * stores, and the questions that they answer. It also has the alerts reviewed. Stream threads run it, HTTP threads ask. May import
 * Kafka Streams and the events, but nothing of HTTP.
 */
@NullMarked
package io.github.tolokaconnect.streams.monitor;

import org.jspecify.annotations.NullMarked;
