/**
 * Says what became of every record: finds it out from operation logs, builds the result events, and writes them where there is
 * no journal. Called by the sink task; its answers come from the API client's and the producer's threads.
 */
@NullMarked
package io.github.tolokaconnect.connector.results;

import org.jspecify.annotations.NullMarked;
