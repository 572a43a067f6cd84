/** The API, simulated: a real HTTP server with validation and asynchronous operations. */
@NullMarked
package io.github.tolokaconnect.simulator;

import org.jspecify.annotations.NullMarked;
