/** The contract: topic definitions, event records and their codec, JSON Schemas, AsyncAPI document. */
@NullMarked
package io.github.tolokaconnect.events;

import org.jspecify.annotations.NullMarked;
