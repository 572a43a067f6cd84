/**
 * Measures a sink task: meters in a registry of its own, shown as MBeans and among the worker's metrics of plugins while the sink
 * task lives. Counted from any thread; started and closed by the sink task. Loads in workers before Connect 4.1, too.
 */
@NullMarked
package io.github.tolokaconnect.connector.metrics;

import org.jspecify.annotations.NullMarked;
