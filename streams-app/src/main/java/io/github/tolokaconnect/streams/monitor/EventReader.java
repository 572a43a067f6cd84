package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.UnreadableEventException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events of one topic. One that cannot be read is counted and skipped; the first of each kind is logged with its
 * coordinates. Shared by the stream threads, each of which brings its own tallies.
 */
final class EventReader<E extends Event> {

    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    private static final String EMPTY = "EMPTY";

    private final EventCodec codec;
    private final Class<E> eventClass;
    private final String topic;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    EventReader(EventCodec codec, Class<E> eventClass, String topic) {
        this.codec = codec;
        this.eventClass = eventClass;
        this.topic = topic;
    }

    Optional<E> read(Record<byte[], byte[]> record, Tallies tallies, ProcessingContext context) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            return skip(EMPTY, "the record has no value", tallies, context);
        }
        try {
            return Optional.of(codec.decode(value, eventClass));
        } catch (UnreadableEventException e) {
            return skip(e.reason().name(), String.valueOf(e.getMessage()), tallies, context);
        }
    }

    private Optional<E> skip(String reason, String problem, Tallies tallies, ProcessingContext context) {
        tallies.add(StoreKeys.skipped(reason, topic), 1);
        if (logged.add(reason)) {
            LOG.warn(
                    "Event skipped record={} reason={} problem=\"{}\"; further ones of this kind are only counted",
                    context.recordMetadata()
                            .map(at -> at.topic() + "-" + at.partition() + "@" + at.offset())
                            .orElse(topic),
                    reason,
                    problem);
        }
        return Optional.empty();
    }
}
