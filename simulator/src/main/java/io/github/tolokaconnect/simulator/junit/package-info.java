/**
 * The simulator in JUnit tests: {@link io.github.tolokaconnect.simulator.junit.SimulatorExtension}, and what it adds to a failure. The
 * only package that needs JUnit, which is an optional dependency; nothing else of the module knows it. Called on JUnit's threads.
 */
@NullMarked
package io.github.tolokaconnect.simulator.junit;

import org.jspecify.annotations.NullMarked;
