/** How much memory and disk the state may take. Called by Kafka Streams when it opens a store. */
@NullMarked
package io.github.tolokaconnect.streams.state;

import org.jspecify.annotations.NullMarked;
