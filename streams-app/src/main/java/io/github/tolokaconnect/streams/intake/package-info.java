/**
 * What all topologies read by: names of topics, events out of records, and what happens to a record that is no such event. Called by
 * processors, on stream threads.
 */
@NullMarked
package io.github.tolokaconnect.streams.intake;

import org.jspecify.annotations.NullMarked;
