/** What docs/simulator/testing.md shows, as tests that run: written as somebody would who only has the module's public types. */
@NullMarked
package io.github.tolokaconnect.simulator.sample;

import org.jspecify.annotations.NullMarked;
