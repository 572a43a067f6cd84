/** The Kafka Connect sink connector, packed as a plugin archive. */
@NullMarked
package io.github.tolokaconnect.connector;

import org.jspecify.annotations.NullMarked;
