package io.github.tolokaconnect.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.github.tolokaconnect.events.UnreadableEventException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON in UTF-8 and back.
 *
 * <p>Fields come in the order of the schema, absent ones are left out, times are cut to milliseconds. Reading ignores
 * unknown fields and takes null for absent. Safe from any thread; one instance serves a process.
 */
public final class EventCodec {

    private static final Pattern SCHEMA_ID = Pattern.compile("([a-z-]{1,50})/([0-9]{1,4})\\.[0-9]{1,4}");

    private final Map<EventSchema, ObjectWriter> writers = new EnumMap<>(EventSchema.class);
    private final Map<EventSchema, ObjectReader> readers = new EnumMap<>(EventSchema.class);

    /** A codec for all events of the contract. */
    public EventCodec() {
        for (EventSchema schema : EventSchema.values()) {
            writers.put(schema, Json.MAPPER.writerFor(schema.eventClass()));
            readers.put(schema, Json.MAPPER.readerFor(schema.eventClass()));
        }
    }

    /** The bytes of {@code event}; its raw values must be well-formed JSON, which is not checked. */
    public byte[] encode(Event event) {
        try {
            return requireNonNull(writers.get(EventSchema.of(event))).writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(event.schema() + " event " + event.eventId() + " cannot be written", e);
        }
    }

    /**
     * The event in {@code json}, whichever its schema says it is. Raw values are slices of {@code json}, which must not
     * change any more.
     *
     * @throws UnreadableEventException if it is none of this contract
     */
    public Event decode(byte[] json) {
        String id = schemaId(json);
        return read(json, known(id), id);
    }

    /**
     * The event in {@code json}, which has to be an {@code eventClass}. Raw values are slices of {@code json}, which
     * must not change any more.
     *
     * @throws UnreadableEventException if it is no such event
     */
    public <E extends Event> E decode(byte[] json, Class<E> eventClass) {
        String id = schemaId(json);
        EventSchema schema = known(id);
        if (schema.eventClass() != eventClass) {
            throw new UnreadableEventException(
                    Reason.OTHER_EVENT,
                    id,
                    "event is " + id + " where " + EventSchema.of(eventClass).id() + " is expected; check the topic");
        }
        return eventClass.cast(read(json, schema, id));
    }

    private Event read(byte[] json, EventSchema schema, String id) {
        try {
            return requireNonNull(readers.get(schema))
                    .withAttribute(WireTypes.SOURCE, json)
                    .readValue(json);
        } catch (ValueInstantiationException e) {
            throw invalid(id, e, e.getCause() instanceof IllegalArgumentException ours ? ours.getMessage() : null);
        } catch (JsonMappingException e) {
            boolean trailing = e.getPath().isEmpty();
            throw trailing || e.getCause() instanceof JsonParseException ? malformed(id, e) : invalid(id, e, null);
        } catch (IOException e) {
            throw malformed(id, e);
        }
    }

    private static EventSchema known(String id) {
        Matcher parts = SCHEMA_ID.matcher(id);
        if (!parts.matches()) {
            throw new UnreadableEventException(
                    Reason.UNKNOWN_SCHEMA,
                    null,
                    "schema has not the form name/major.minor; check who writes the topic");
        }
        for (EventSchema schema : EventSchema.values()) {
            if (schema.schemaName().equals(parts.group(1))) {
                return ofReadableVersion(schema, id, parts.group(2));
            }
        }
        throw new UnreadableEventException(
                Reason.UNKNOWN_SCHEMA, id, "schema " + id + " is none of this contract; check who writes the topic");
    }

    private static EventSchema ofReadableVersion(EventSchema schema, String id, String major) {
        if (schema.reads(Integer.parseInt(major))) {
            return schema;
        }
        throw new UnreadableEventException(
                Reason.UNSUPPORTED_VERSION,
                id,
                "schema " + id + " has another major version than " + schema.id() + "; read it with another release");
    }

    private static String schemaId(byte[] json) {
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableEventException(Reason.MALFORMED, null, "event is not a JSON object");
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (field.equals("schema") && value == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            throw new UnreadableEventException(Reason.UNKNOWN_SCHEMA, null, "event names no schema");
        } catch (IOException e) {
            throw malformed(null, e);
        }
    }

    // Jackson quotes the content in its messages, so neither they nor the exceptions themselves are passed on.
    private static UnreadableEventException invalid(
            String id, JsonMappingException problem, @Nullable String violated) {
        String field = problem.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("/", "/", ""));
        return new UnreadableEventException(
                Reason.INVALID,
                id,
                "event " + id + " at " + field + ": "
                        + (violated == null
                                ? "a required field is missing, or the value is not of its type"
                                : violated));
    }

    private static UnreadableEventException malformed(@Nullable String id, IOException problem) {
        String place = problem instanceof JacksonException json && json.getLocation() != null
                ? " near byte " + json.getLocation().getByteOffset()
                : "";
        return new UnreadableEventException(
                Reason.MALFORMED, id, "event " + (id == null ? "" : id + " ") + "is not well-formed JSON" + place);
    }
}
