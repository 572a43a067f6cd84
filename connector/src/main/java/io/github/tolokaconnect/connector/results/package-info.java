/**
 * Says what became of every record: builds the result events, writes them to their topics and waits for the
 * acknowledgements. Called by the sink task; its answers come from the API client's and the producer's threads.
 */
@NullMarked
package io.github.tolokaconnect.connector.results;

import org.jspecify.annotations.NullMarked;
