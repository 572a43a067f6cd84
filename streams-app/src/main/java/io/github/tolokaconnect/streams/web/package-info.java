/**
 * What is known, over HTTP: an API, server-sent events, metrics, health, and the page that shows it all. Undertow's threads run it; it asks
 * the other packages through the ports in {@link io.github.tolokaconnect.streams.web.Answers}, and other instances of itself where those have the
 * state, and keeps nothing but what it read in the last seconds. May import Undertow and Jackson, but nothing of Kafka.
 */
@NullMarked
package io.github.tolokaconnect.streams.web;

import org.jspecify.annotations.NullMarked;
