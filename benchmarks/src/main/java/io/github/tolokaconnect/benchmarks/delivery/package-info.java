/**
 * Measures what a delivery mode costs: the connector, loaded from its archive by a Connect worker, creates the same number of tasks once
 * in each mode, in turn, with broker, worker and simulator as processes of their own that live through all measurements. One thread
 * drives; the processes end when this one does, however it ends.
 */
@NullMarked
package io.github.tolokaconnect.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
