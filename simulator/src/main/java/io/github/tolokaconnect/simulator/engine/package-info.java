/**
 * The state machine of the simulated API: tasks, operations, pools and quotas, advanced by {@code step(call, now)}. It has no
 * thread, no clock and no HTTP; time comes in as an argument and chance from a seed. One thread at a time may use it.
 */
@NullMarked
package io.github.tolokaconnect.simulator.engine;

import org.jspecify.annotations.NullMarked;
