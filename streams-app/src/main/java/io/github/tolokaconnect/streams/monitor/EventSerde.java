package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Events of one kind in a store, as they are in their topic. */
final class EventSerde<E extends Event> implements Serde<E> {

    private final EventCodec codec;
    private final Class<E> eventClass;

    EventSerde(EventCodec codec, Class<E> eventClass) {
        this.codec = codec;
        this.eventClass = eventClass;
    }

    @Override
    public Serializer<E> serializer() {
        return (topic, event) -> event == null ? null : codec.encode(event);
    }

    @Override
    public Deserializer<E> deserializer() {
        return (topic, bytes) -> bytes == null ? null : codec.decode(bytes, eventClass);
    }
}
