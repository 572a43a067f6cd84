/**
 * The whole loop, from predictions to labels: the predictions that a run sends, and the account of what became of each. Called on the one
 * thread of a run. The accounting is pure; only {@code LoopResults} knows Kafka's clients.
 */
@NullMarked
package io.github.tolokaconnect.quickstart.loop;

import org.jspecify.annotations.NullMarked;
