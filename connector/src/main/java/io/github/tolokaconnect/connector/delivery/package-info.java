/**
 * The core: what goes together in a micro-batch, what happens next to its operation, and which offsets may be committed.
 * Plain values and one state machine, {@link io.github.tolokaconnect.connector.delivery.Delivery}, that answers every event
 * with effects for others to run. Owned by Connect's thread of one sink task; no clock, no client, no logger, no lock.
 */
@NullMarked
package io.github.tolokaconnect.connector.delivery;

import org.jspecify.annotations.NullMarked;
