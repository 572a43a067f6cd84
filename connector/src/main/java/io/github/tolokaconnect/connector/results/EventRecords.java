package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.delivery.Publication;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records of the result topics from what people are to be told. Safe from any thread. */
public interface EventRecords {

    /**
     * Builds the events of {@code publication} and hands on their records one by one. Changes nothing, and may be called again
     * for the same publication: the events have the same ids then.
     */
    void write(Publication publication, Consumer<ProducerRecord<byte[], byte[]>> out);

    /** Takes note, once, that the events of {@code publication} are there to be read. */
    void committed(Publication publication);

    /** Takes note that the events of {@code publication} were not written when they were due; most are written later. */
    void failed(Publication publication);
}
