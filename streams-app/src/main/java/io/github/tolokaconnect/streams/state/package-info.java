/**
 * What stores are made of: compact bytes, and walks over many entries a few at a time. Called by processors, on stream threads; knows
 * nothing of what is stored.
 */
@NullMarked
package io.github.tolokaconnect.streams.state;

import org.jspecify.annotations.NullMarked;
