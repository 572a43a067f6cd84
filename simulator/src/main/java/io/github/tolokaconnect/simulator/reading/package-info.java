/**
 * How the gaps of the published sources are read: each open question, the answer that the simulator gives unless told otherwise,
 * and the other one. Immutable values without any import; every package that answers such a question asks them.
 */
@NullMarked
package io.github.tolokaconnect.simulator.reading;

import org.jspecify.annotations.NullMarked;
