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
 * headers, and never in the way of the next one; the first of each kind is logged. Owned by a stream thread.
 */
public final class Intake {

    /** Header of a dead letter: why, in one word. */
    public static final String REASON = "tk_dead_reason";

    /** Header of a dead letter: why, in a sentence. */
    public static final String PROBLEM = "tk_dead_problem";

    /** Header of a dead letter: where it was read, as {@code topic-partition@offset}. */
    public static final String RECORD = "tk_dead_record";

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
        String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
        recorder.count(Metric.UNREADABLE, Instant.ofEpochMilli(record.timestamp()), Labels.of(topic, reason));
        if (logged.add(topic + reason)) {
            LOG.warn(
                    "Record not usable record={} reason={} problem=\"{}\"; it is in the dead letters, and further ones of"
                            + " this kind are not logged",
                    coordinates(),
                    reason,
                    problem);
        }
        deadLetter(record, coordinates(), reason, problem);
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
        context.forward(record.withHeaders(headers), sink);
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
