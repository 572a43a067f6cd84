/**
 * Tells the world outside what people answered: a file of JSON lines, and webhooks. One thread of its own fetches notices from
 * the engine at short intervals, which also keeps the simulation going while nobody calls it, and does all the telling.
 */
@NullMarked
package io.github.tolokaconnect.simulator.delivery;

import org.jspecify.annotations.NullMarked;
