/**
 * What is known of operations, over HTTP: an API, server-sent events, health, and the page that shows them. Undertow's threads
 * run it; it asks {@code monitor} and holds no state but the connections that listen. May import Undertow and Jackson, but
 * nothing of Kafka.
 */
@NullMarked
package io.github.tolokaconnect.streams.web;

import org.jspecify.annotations.NullMarked;
