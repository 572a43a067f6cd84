/**
 * The connector itself: what Connect instantiates, and the wiring of a started sink task. Connect's thread of a sink task
 * owns everything that changes; answers from other threads wait in one queue until it takes them.
 */
@NullMarked
package io.github.tolokaconnect.connector;

import org.jspecify.annotations.NullMarked;
