/**
 * The API over HTTP: {@link io.github.tolokaconnect.client.http.HttpTolokaApi} on the JDK's HTTP client, and the values that say
 * how to connect. Everything that arrives is read leniently and becomes a value of the package above; what cannot be read
 * becomes an answer. Threads are named {@code toloka-client-…}, are daemons, and belong to one connection. Imports Jackson
 * and the JDK only.
 */
@NullMarked
package io.github.tolokaconnect.client.http;

import org.jspecify.annotations.NullMarked;
