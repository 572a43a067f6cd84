/**
 * The people who answer tasks: who they are, who of them answers which task, and what each says. All of it is a function of the
 * seed, the task and the number of the answer, so that nothing need be remembered and any thread may ask. The engine decides
 * when they answer.
 */
@NullMarked
package io.github.tolokaconnect.simulator.workforce;

import org.jspecify.annotations.NullMarked;
