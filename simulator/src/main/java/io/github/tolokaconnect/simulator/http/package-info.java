/**
 * The HTTP shell: turns exchanges into requests, runs the engine behind one lock, and streams its replies. Runs on
 * Undertow's worker threads.
 */
@NullMarked
package io.github.tolokaconnect.simulator.http;

import org.jspecify.annotations.NullMarked;
