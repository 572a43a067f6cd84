/**
 * The HTTP shell: turns exchanges into requests, runs the engine behind one lock, and streams its replies. Runs on
 * Undertow's worker threads; what a fault delays waits for a timer of an IO thread, and what it makes flow is written there.
 */
@NullMarked
package io.github.tolokaconnect.simulator.http;

import org.jspecify.annotations.NullMarked;
