package io.github.tolokaconnect.streams.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.UnreadableEventException;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into one stream task. A record that cannot be used is counted, written unchanged to the dead letters with the reason in its
 * headers, and never in the way of the next one; the first of each kind is logged. A value too large to be written again is left out.
 * Owned by a stream thread.
 */
public final class Intake {

    /** Header of a dead letter: why, in one word. */
    public static final String REASON = "tk_dead_reason";

    /** Header of a dead letter: why, in a sentence. */
    public static final String PROBLEM = "tk_dead_problem";

    /** Header of a dead letter: where it was read, as {@code topic-partition@offset}. */
    public static final String RECORD = "tk_dead_record";

    /** Header of a dead letter: how many bytes its value had, if that was left out because no producer takes as many. */
    public static final String VALUE_BYTES = "tk_dead_value_bytes";

    /** Why an event is late, in one word. */
    private static final String LATE = "LATE";

    /** With key and headers, this fits into the request of a producer as it is by default: 1 MiB. */
    private static final int MOST_VALUE_BYTES = 900_000;

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final EventCodec codec;
    private final ProcessorContext<? super byte[], ? super byte[]> context;
    private final StatRecorder recorder;
    private final String sink;
    private final Set<String> logged = new HashSet<>();

    private Intake(
            EventCodec codec,
            ProcessorContext<? super byte[], ? super byte[]> context,
            StatRecorder recorder,
            String sink) {
        this.codec = codec;
        this.context = context;
        this.recorder = recorder;
        this.sink = sink;
    }

    /** Gives the processors {@code processors} of {@code topology} a way to {@code deadLettersTopic}. */
    public static void addTo(Topology built, String topology, String deadLettersTopic, String... processors) {
        built.addSink(
                sink(topology), deadLettersTopic, new ByteArraySerializer(), new ByteArraySerializer(), processors);
    }

    /** The intake of one of these processors, made in its {@code init}. */
    public static Intake of(
            String topology,
            EventCodec codec,
            ProcessorContext<? super byte[], ? super byte[]> context,
            StatRecorder recorder) {
        return new Intake(codec, context, recorder, sink(topology));
    }

    /** The event in {@code record}; empty if it is none, and then it has been dealt with. */
    public <E extends Event> Optional<E> event(Record<byte[], byte[]> record, Class<E> eventClass) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            reject(record, "EMPTY", "the record has no value");
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(value, eventClass));
        } catch (UnreadableEventException e) {
            reject(record, e.reason().name(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Deals with {@code record}, which cannot be used because of {@code problem}, a sentence without payload. */
    public void reject(Record<byte[], byte[]> record, String reason, String problem) {
        count(Metric.UNREADABLE, record, Labels.of(topic(), reason));
        bury(record, reason, problem);
    }

    /** Deals with {@code record}, which is older than what is remembered, as {@code problem} says in a sentence without payload. */
    public void late(Record<byte[], byte[]> record, String problem) {
        count(Metric.LATE, record, Labels.of(topic()));
        bury(record, LATE, problem);
    }

    private void bury(Record<byte[], byte[]> record, String reason, String problem) {
        String coordinates = coordinates();
        if (logged.add(topic() + reason)) {
            LOG.warn(
                    "TLK-701 A record cannot be used and is in the dead letters; further ones of this kind are not logged"
                            + " record={} reason={} problem=\"{}\"",
                    coordinates,
                    reason,
                    problem);
        }
        deadLetter(record, coordinates, reason, problem);
    }

    /**
     * Writes {@code record} to the dead letters, for one that was understood and is counted by its reader.
     *
     * @param coordinates where what it is about was read, as {@code topic-partition@offset}
     */
    public void deadLetter(Record<byte[], byte[]> record, String coordinates, String reason, String problem) {
        Headers headers = new RecordHeaders(record.headers())
                .add(REASON, reason.getBytes(UTF_8))
                .add(PROBLEM, problem.getBytes(UTF_8))
                .add(RECORD, coordinates.getBytes(UTF_8));
        context.forward(fitting(record.withHeaders(headers)), sink);
    }

    @SuppressWarnings("NullAway") // Kafka takes null for no value.
    private static Record<byte[], byte[]> fitting(Record<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null || value.length <= MOST_VALUE_BYTES) {
            return record;
        }
        record.headers().add(VALUE_BYTES, Integer.toString(value.length).getBytes(UTF_8));
        return record.withValue(null);
    }

    private void count(Metric metric, Record<byte[], byte[]> record, Labels labels) {
        recorder.count(metric, Instant.ofEpochMilli(record.timestamp()), labels);
    }

    private String topic() {
        return context.recordMetadata().map(RecordMetadata::topic).orElse("");
    }

    private String coordinates() {
        return context.recordMetadata()
                .map(at -> at.topic() + "-" + at.partition() + "@" + at.offset())
                .orElse("");
    }

    private static String sink(String topology) {
        return topology + "-dead-letters";
    }
}
