package io.github.tolokaconnect.quickstart.input;

import java.io.IOException;
import java.util.Optional;

/** A sequence of records to send, read once from its beginning to its end. */
public interface RecordInput extends AutoCloseable {

    /** Answers the next record, or nothing at the end. */
    Optional<InputRecord> next() throws IOException;

    @Override
    void close() throws IOException;
}
