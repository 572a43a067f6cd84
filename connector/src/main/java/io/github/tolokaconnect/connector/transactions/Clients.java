package io.github.tolokaconnect.connector.transactions;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** Makes clients of the journal's cluster. Safe from any thread; whoever asks closes them. */
interface Clients {

    /** A producer with the transactional id of a source topic-partition, not yet initialized. */
    Producer<byte[], byte[]> producer(TopicPartition source);

    /** A consumer that sees what is committed and belongs to no group. */
    Consumer<byte[], byte[]> consumer();
}
