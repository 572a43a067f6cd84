/**
 * The journal in Kafka: the topic, one transactional producer for each source topic-partition, and the reading that tells a new
 * owner what the former one left. Asked by Connect's thread, which never waits; works on threads of its own and answers with
 * events of the core. Knows Kafka's clients, the journal's entries, and of the core its effects and events.
 */
@NullMarked
package io.github.tolokaconnect.connector.transactions;

import org.jspecify.annotations.NullMarked;
