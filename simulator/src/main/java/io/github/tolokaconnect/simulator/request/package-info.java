/**
 * From an HTTP request to a call: authentication, routing, parameters, and the parsing and validation of tasks. All of it
 * depends on the request and the fixture only, so many threads do it at once, before the engine takes its turn.
 */
@NullMarked
package io.github.tolokaconnect.simulator.request;

import org.jspecify.annotations.NullMarked;
