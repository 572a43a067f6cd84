/**
 * The HTTP shell: turns exchanges into requests, runs the engine behind one lock, and sends its replies in portions. Bytes
 * come and go on Undertow's IO threads, everything else is done on its worker threads, and none of them waits for a client.
 */
@NullMarked
package io.github.tolokaconnect.simulator.http;

import org.jspecify.annotations.NullMarked;
