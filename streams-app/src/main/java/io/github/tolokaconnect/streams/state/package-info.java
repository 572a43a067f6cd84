/**
 * How state is kept: how much memory and disk the stores may take, how documents are packed into few bytes, and how a store is walked
 * through piece by piece. Knows nothing of what is kept.
 */
@NullMarked
package io.github.tolokaconnect.streams.state;

import org.jspecify.annotations.NullMarked;
