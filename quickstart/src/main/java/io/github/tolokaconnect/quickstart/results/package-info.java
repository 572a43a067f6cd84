/**
 * What became of the records that were sent: read from the result topics, accounted for per record, and summed up. Called on the one
 * thread of a run. The accounting is pure; only {@code ResultReader} knows Kafka's clients.
 */
@NullMarked
package io.github.tolokaconnect.quickstart.results;

import org.jspecify.annotations.NullMarked;
