/** Broker, Connect worker, simulator and streams app, started by one command. */
@NullMarked
package io.github.tolokaconnect.quickstart;

import org.jspecify.annotations.NullMarked;
