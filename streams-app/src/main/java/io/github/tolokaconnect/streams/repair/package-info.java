/**
 * What happens to refused records: kept until somebody repairs them, tried again, or given up. A function that builds a topology; runs on
 * stream threads.
 */
@NullMarked
package io.github.tolokaconnect.streams.repair;

import org.jspecify.annotations.NullMarked;
