package io.github.tolokaconnect.connector.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Claim;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Forgotten;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.JournalEntry.Refused;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset;
import io.github.tolokaconnect.connector.journal.JournalKey.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the journal as keys and values of Kafka records, and back. A key is the text of its {@link JournalKey}; a value is a
 * JSON object in UTF-8 that begins with its version, {@code "v":1}; an entry to forget is a tombstone.
 *
 * <p>What an older connector may overlook is added as a field and keeps the version: fields that are not known are passed over.
 * Anything else raises the version, and an entry of a later one is refused. Safe from any thread.
 */
public final class JournalCodec {
    private static final int VERSION = 1;

    static final String PREPARED = "prepared";
    static final String DONE = "done";

    private final ObjectMapper json = new ObjectMapper();

    /** The bytes of a key. */
    public byte[] key(JournalKey key) {
        return key.toString().getBytes(UTF_8);
    }

    /** The bytes of a value; null, which is a tombstone, for an entry that is to be forgotten. */
    public byte @Nullable [] value(JournalEntry entry) {
        if (entry instanceof Forgotten) {
            return null;
        }
        var object = json.createObjectNode().put("v", VERSION);
        new EntryWriter(object).write(entry);
        try {
            return json.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new AssertionError("an object of texts and numbers is always JSON", e);
        }
    }

    /**
     * The source topic-partition that an entry is about, whatever else it says.
     *
     * @throws UnreadableEntryException if the key is none of a journal
     */
    public TopicPartition source(byte @Nullable [] key) {
        var text = key == null ? "" : new String(key, UTF_8);
        int topic = text.indexOf('/') + 1;
        int partition = text.indexOf('/', topic) + 1;
        if (topic > 0 && partition > 0) {
            int end = text.indexOf('/', partition);
            try {
                return new TopicPartition(
                        text.substring(topic, partition - 1),
                        Integer.parseInt(text.substring(partition, end < 0 ? text.length() : end)));
            } catch (NumberFormatException falls) {
                throw new UnreadableEntryException("its key is none of a journal");
            }
        }
        throw new UnreadableEntryException("its key is none of a journal");
    }

    /**
     * The entry that a record holds.
     *
     * @throws UnreadableEntryException if it is of a later version or none at all
     */
    public JournalEntry entry(byte[] key, byte @Nullable [] value) {
        try {
            var parsed = JournalKey.parse(new String(key, UTF_8));
            return value == null ? new Forgotten(parsed) : entry(parsed, object(value));
        } catch (IllegalArgumentException | DateTimeException unknown) {
            throw new UnreadableEntryException("it says what this version of the connector does not know ("
                    + unknown.getClass().getSimpleName() + ")");
        }
    }

    private ObjectNode object(byte[] value) {
        JsonNode node;
        try {
            node = json.readTree(value);
        } catch (IOException e) {
            node = null;
        }
        if (!(node instanceof ObjectNode object) || !object.path("v").isInt()) {
            throw new UnreadableEntryException("it is no JSON object with a version");
        }
        int version = object.path("v").intValue();
        if (version != VERSION) {
            throw new UnreadableEntryException(
                    "it has version " + version + ", and this version of the connector reads version " + VERSION);
        }
        return object;
    }

    private static JournalEntry entry(JournalKey key, ObjectNode object) {
        var fields = new EntryFields(object);
        return switch (key.kind()) {
            case CLAIM -> new Claim(key.source(), fields.text("owner"), fields.text("version"), fields.instant("at"));
            case OPERATION -> operation(key, id(key), fields);
            case REFUSED -> new Refused(key.source(), id(key), fields.whole("epoch"), fields.offsets("settled"));
            case CHECKPOINT ->
                new Checkpoint(
                        key.source(),
                        fields.whole("epoch"),
                        fields.number("frontier"),
                        fields.textOrNull("topic_id"),
                        fields.numberOrNull("committed"),
                        fields.day("day"),
                        fields.number("tasks_today"));
            case RESET ->
                new Reset(
                        key.source(),
                        fields.whole("epoch"),
                        fields.numberOrNull("from"),
                        fields.offsets("settled"),
                        Reset.Reason.valueOf(fields.text("reason")),
                        fields.instant("at"),
                        fields.textOrNull("topic_id"),
                        fields.whole("recreated_in"));
        };
    }

    private static JournalEntry operation(JournalKey key, UUID id, EntryFields fields) {
        var state = fields.text("state");
        if (state.equals(PREPARED)) {
            return new Prepared(
                    key.source(),
                    id,
                    fields.whole("epoch"),
                    fields.whole("attempt"),
                    new PoolId(fields.text("pool")),
                    fields.offsets("offsets"),
                    fields.instant("at"),
                    fields.texts("announced"));
        }
        if (state.equals(DONE)) {
            return new Done(
                    key.source(),
                    id,
                    fields.whole("epoch"),
                    fields.offsets("settled"),
                    fields.text("end"),
                    fields.whole("created"));
        }
        throw new IllegalArgumentException("state");
    }

    private static UUID id(JournalKey key) {
        var id = key.id();
        if (id == null) {
            throw new AssertionError(Kind.OPERATION + " and " + Kind.REFUSED + " have ids");
        }
        return id;
    }
}
