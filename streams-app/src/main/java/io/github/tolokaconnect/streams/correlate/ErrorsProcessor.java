package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.events.ValidationError;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Passes new validation errors on to those who are attached, and to nobody where none is. */
final class ErrorsProcessor extends ContextualProcessor<byte[], ValidationError, byte[], ValidationError> {

    @Override
    public void process(Record<byte[], ValidationError> record) {
        context().forward(record);
    }
}
