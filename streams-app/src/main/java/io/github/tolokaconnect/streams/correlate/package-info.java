/**
 * What belongs together: predictions, tasks, refusals and answers of one item. It reads the events about records, lets each fact through
 * once, and knows the life of each item. A function that builds a topology; runs on stream threads.
 */
@NullMarked
package io.github.tolokaconnect.streams.correlate;

import org.jspecify.annotations.NullMarked;
