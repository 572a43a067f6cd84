/**
 * The API, called: the port {@link io.github.tolokaconnect.client.TolokaApi}, the values that go through it, and {@link
 * io.github.tolokaconnect.client.Pacing}, which says when the next call may go. Nothing here opens a connection, reads a
 * clock or starts a thread; the HTTP implementation is one package down. Imports Jackson, Bucket4j and Micrometer, nothing
 * of Kafka.
 */
@NullMarked
package io.github.tolokaconnect.client;

import org.jspecify.annotations.NullMarked;
