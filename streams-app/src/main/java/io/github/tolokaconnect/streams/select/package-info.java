/**
 * Which predictions become tasks: routes, measures of uncertainty, the deduplication window and the task template. A function that builds a
 * topology; runs on stream threads.
 */
@NullMarked
package io.github.tolokaconnect.streams.select;

import org.jspecify.annotations.NullMarked;
