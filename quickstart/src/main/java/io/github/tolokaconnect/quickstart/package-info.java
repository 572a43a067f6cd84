/**
 * Broker, Connect worker, simulator and streams app, started by one command. {@code Main} is the command; a run is one thread, started
 * by it, plus a shutdown hook that asks this thread to stop.
 */
@NullMarked
package io.github.tolokaconnect.quickstart;

import org.jspecify.annotations.NullMarked;
