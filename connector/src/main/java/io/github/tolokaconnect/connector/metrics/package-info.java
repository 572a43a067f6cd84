/**
 * Measures a sink task: meters in a registry of its own, shown as MBeans while the sink task lives. Counted from any thread;
 * started and closed by the sink task.
 */
@NullMarked
package io.github.tolokaconnect.connector.metrics;

import org.jspecify.annotations.NullMarked;
