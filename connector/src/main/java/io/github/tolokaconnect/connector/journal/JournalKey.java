package io.github.tolokaconnect.connector.journal;

import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Key of a journal entry; of entries with equal keys the last one counts. As text it is {@code kind/topic/partition}, followed
 * by {@code /id} where a topic-partition has several of a kind.
 *
 * @param source the source topic-partition that the entry is about
 * @param id of the operation, or of records that ended without one; absent for kinds of which there is one only
 */
public record JournalKey(
        Kind kind, TopicPartition source, @Nullable UUID id) {

    /** What an entry is about. One key never holds two kinds. */
    public enum Kind {
        /** Who owns the topic-partition. */
        CLAIM("claim", false),
        /** An operation: prepared, then done. */
        OPERATION("operation", true),
        /** Records that ended before an operation. */
        REFUSED("refused", true),
        /** How far everything is settled. */
        CHECKPOINT("checkpoint", false),
        /** Where to begin anew. */
        RESET("reset", false);

        private final String text;
        private final boolean hasId;

        Kind(String text, boolean hasId) {
            this.text = text;
            this.hasId = hasId;
        }

        private static Kind of(String text) {
            for (Kind kind : values()) {
                if (kind.text.equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("kind " + text);
        }
    }

    public JournalKey {
        if (kind.hasId == (id == null)) {
            throw new IllegalArgumentException(kind + " with id " + id);
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static JournalKey parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length < 3) {
            throw new IllegalArgumentException("key " + text);
        }
        var kind = Kind.of(parts[0]);
        if (parts.length != (kind.hasId ? 4 : 3)) {
            throw new IllegalArgumentException("key " + text);
        }
        return new JournalKey(
                kind,
                new TopicPartition(parts[1], Integer.parseInt(parts[2])),
                kind.hasId ? UUID.fromString(parts[3]) : null);
    }

    @Override
    public String toString() {
        var place = kind.text + "/" + source.topic() + "/" + source.partition();
        return id == null ? place : place + "/" + id;
    }
}
