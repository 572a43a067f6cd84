/**
 * The proof by real processes: broker, Connect workers and the simulator of the platform run side by side, are killed, held and cut off
 * while records stream in, and what came of every record is then counted from outside. One thread carries a run out; calls to Connect's
 * REST API, which may hang, have a thread of their own, and a signal ends the run from another one.
 */
@NullMarked
package io.github.tolokaconnect.chaos;

import org.jspecify.annotations.NullMarked;
