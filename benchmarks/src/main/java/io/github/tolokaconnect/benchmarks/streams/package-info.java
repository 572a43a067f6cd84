/**
 * Measures the streams app from outside: how much it takes in a second, how fast it answers meanwhile, what its state takes, and how
 * long it is away. Broker, application and load generator are processes of their own. One thread drives, a second one asks questions; the
 * processes end when this one does, however it ends.
 */
@NullMarked
package io.github.tolokaconnect.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
