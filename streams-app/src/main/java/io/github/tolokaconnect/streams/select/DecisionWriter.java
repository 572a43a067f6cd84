package io.github.tolokaconnect.streams.select;

import io.github.tolokaconnect.events.CloudEventHeaders;
import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventContext;
import io.github.tolokaconnect.events.EventKeys;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Writes and counts decisions for one stream task. Owned by a stream thread. */
final class DecisionWriter {

    private final ProcessorContext<byte[], byte[]> context;
    private final EventCodec codec;
    private final StatRecorder recorder;
    private final String sink;

    DecisionWriter(ProcessorContext<byte[], byte[]> context, EventCodec codec, StatRecorder recorder, String sink) {
        this.context = context;
        this.codec = codec;
        this.recorder = recorder;
        this.sink = sink;
    }

    /** Writes {@code decision} on the prediction whose record had the headers {@code lineage}. */
    void write(Decision decision, Headers lineage) {
        long written = decision.eventTime().toEpochMilli();
        long counted = Math.min(written, context.currentSystemTimeMs());
        recorder.count(
                Metric.DECISIONS,
                Instant.ofEpochMilli(counted),
                Labels.of(
                        decision.route() == null ? "" : decision.route(),
                        decision.verdict().name(),
                        decision.reason()));
        EventContext origin = new EventContext(null, Lineage.text(lineage, Lineage.EVENT_ID), null, null, null);
        Headers headers = new RecordHeaders();
        CloudEventHeaders.of(decision, origin).forEach(header -> headers.add(header.name(), header.valueBytes()));
        context.forward(new Record<>(EventKeys.of(decision, null), codec.encode(decision), counted, headers), sink);
    }
}
