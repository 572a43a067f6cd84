/**
 * The contract between the connector and its readers: event records and their codec, identities, headers, keys and
 * topic definitions. The connector writes on its task threads, applications read on theirs; everything here is
 * immutable and safe from any thread, builders excepted. It knows Jackson, and nothing of Kafka.
 */
@NullMarked
package io.github.tolokaconnect.events;

import org.jspecify.annotations.NullMarked;
