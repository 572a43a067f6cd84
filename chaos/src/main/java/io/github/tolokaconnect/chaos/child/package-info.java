/**
 * Processes of a run: started, killed, held and let go by pid, each with its output in a file. They end when the run does, even if it
 * is killed. Called by the run from its one thread, and by the thread that ends it on a signal.
 */
@NullMarked
package io.github.tolokaconnect.chaos.child;

import org.jspecify.annotations.NullMarked;
