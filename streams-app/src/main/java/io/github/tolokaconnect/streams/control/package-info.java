/**
 * How the application is steered: documents in one compacted topic that every instance reads all of, and the writer of changes. What a
 * document means is known by the package that obeys it.
 */
@NullMarked
package io.github.tolokaconnect.streams.control;

import org.jspecify.annotations.NullMarked;
