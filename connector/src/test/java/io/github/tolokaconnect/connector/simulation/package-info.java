/**
 * Several sink tasks, Kafka and the platform in one simulated world, in virtual time and under faults: the core's promises are
 * checked after every event. One seed, one course of events; {@code bin/simulate} runs as many as wanted.
 */
@NullMarked
package io.github.tolokaconnect.connector.simulation;

import org.jspecify.annotations.NullMarked;
