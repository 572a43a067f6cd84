/**
 * What the journal of a connector says: its entries, their form as JSON, and what entries of one topic-partition amount to. Values
 * only; reading and writing the topic is done elsewhere.
 */
@NullMarked
package io.github.tolokaconnect.connector.journal;

import org.jspecify.annotations.NullMarked;
