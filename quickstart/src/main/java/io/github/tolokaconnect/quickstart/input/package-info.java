/**
 * The records that a run sends: a user's file, the bundled sample, or generated ones. Called on the one thread of a run; knows nothing
 * of Kafka.
 */
@NullMarked
package io.github.tolokaconnect.quickstart.input;

import org.jspecify.annotations.NullMarked;
