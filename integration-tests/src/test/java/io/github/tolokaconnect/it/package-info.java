/**
 * The promises of the whole, tried as a user would: a real broker, a Connect worker that loads the plugin from its archive, the simulator
 * over HTTP, and the commands as processes. All tests of a JVM share one {@link io.github.tolokaconnect.it.Cluster}; each has connectors,
 * topics and a simulator of its own.
 */
@NullMarked
package io.github.tolokaconnect.it;

import org.jspecify.annotations.NullMarked;
