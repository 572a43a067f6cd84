package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.streams.state.PackedReader;
import io.github.tolokaconnect.streams.state.PackedWriter;
import java.time.Instant;
import java.util.List;

/** Waiting records as bytes: what is known beside the event, then the event as JSON. */
final class WaitingCodec {

    private static final int FORMAT = 1;
    private static final int NEVER = -1;

    private final EventCodec codec;

    WaitingCodec(EventCodec codec) {
        this.codec = codec;
    }

    byte[] encode(Waiting waiting) {
        Instant due = waiting.due();
        return new PackedWriter(List.of())
                .number(FORMAT)
                .text(waiting.key())
                .number(due == null ? NEVER : due.toEpochMilli())
                .text(waiting.alias())
                .text(waiting.trace().traceparent())
                .text(waiting.trace().tracestate())
                .text(waiting.trace().startingTraceparent())
                .raw(codec.encode(waiting.error()))
                .toBytes();
    }

    Waiting decode(byte[] bytes) {
        PackedReader from = new PackedReader(bytes, List.of()).expectFormat(FORMAT, "refused record");
        String key = from.someText();
        long due = from.number();
        String alias = from.text();
        Waiting.Trace trace = new Waiting.Trace(from.text(), from.text(), from.text());
        ValidationError error = codec.decode(from.rest(), ValidationError.class);
        return new Waiting(key, error, trace, due == NEVER ? null : Instant.ofEpochMilli(due), alias);
    }
}
