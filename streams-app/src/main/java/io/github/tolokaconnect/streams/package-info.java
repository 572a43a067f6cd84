/** The Kafka Streams application, its HTTP API and page. */
@NullMarked
package io.github.tolokaconnect.streams;

import org.jspecify.annotations.NullMarked;
