/**
 * The doors of the simulator: {@link io.github.tolokaconnect.simulator.TolokaSimulator} for a test that embeds it, and
 * {@link io.github.tolokaconnect.simulator.SimulatorMain} for a command line. Here, and nowhere below, the clock is read.
 */
@NullMarked
package io.github.tolokaconnect.simulator;

import org.jspecify.annotations.NullMarked;
