/**
 * The Kafka Streams application: its configuration, its life from start to stop, and its command line. This package wires
 * {@code monitor} to Kafka and to {@code web}; embedders and {@code main} call it, each on a thread of their own.
 */
@NullMarked
package io.github.tolokaconnect.streams;

import org.jspecify.annotations.NullMarked;
