/**
 * The HTTP shell: turns exchanges into requests, runs the engine behind one lock, and sends its replies in portions. Bytes
 * come and go on Undertow's IO threads, everything else is done on its worker threads, and none of them waits for a client.
 * What a fault delays waits for a timer of an IO thread, and what it makes flow is written there.
 */
@NullMarked
package io.github.tolokaconnect.simulator.http;

import org.jspecify.annotations.NullMarked;
