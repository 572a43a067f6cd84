package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The log of an operation as an answer: an array, which may be long, and whose entries are therefore parts. */
record LogBody(Operation operation) implements Reply.Body {
    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        for (Iterator<Reply.Body> parts = parts(); parts.hasNext(); ) {
            parts.next().writeTo(json);
        }
    }

    @Override
    public Iterator<Reply.Body> parts() {
        Stream<Reply.Body> middle = entries().stream().map(entry -> entry::writeTo);
        return Stream.concat(
                        Stream.concat(Stream.<Reply.Body>of(JsonGenerator::writeStartArray), middle),
                        Stream.<Reply.Body>of(JsonGenerator::writeEndArray))
                .iterator();
    }

    /** Each is fetched when it is read. */
    List<LogEntry> entries() {
        return operation instanceof Operation.Finished finished
                ? finished.outcome().log()
                : List.of();
    }
}
