/**
 * Bytes that a simulation writes once and reads now and then, kept in a file instead of in memory. The engine appends, on its one
 * thread at a time; any thread may read what was there when it last had its turn with the engine. It knows nothing of the API.
 */
@NullMarked
package io.github.tolokaconnect.simulator.spill;

import org.jspecify.annotations.NullMarked;
