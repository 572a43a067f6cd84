package io.github.tolokaconnect.connector.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Claim;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.JournalEntry.Refused;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset;
import org.jspecify.annotations.Nullable;

/** Puts what an entry says into its JSON object; what is absent is left out. */
record EntryWriter(ObjectNode object) {

    void write(JournalEntry entry) {
        if (entry instanceof Claim claim) {
            object.put("owner", claim.owner())
                    .put("version", claim.version())
                    .put("at", claim.at().toString());
        } else if (entry instanceof Prepared prepared) {
            prepared(prepared);
        } else if (entry instanceof Done done) {
            object.put("state", JournalCodec.DONE)
                    .put("epoch", done.epoch())
                    .put("settled", done.settled().toString())
                    .put("end", done.end())
                    .put("created", done.created());
        } else if (entry instanceof Refused refused) {
            object.put("epoch", refused.epoch())
                    .put("settled", refused.settled().toString());
        } else if (entry instanceof Checkpoint checkpoint) {
            checkpoint(checkpoint);
        } else if (entry instanceof Reset reset) {
            reset(reset);
        } else {
            throw new AssertionError(entry);
        }
    }

    private void prepared(Prepared prepared) {
        object.put("state", JournalCodec.PREPARED)
                .put("epoch", prepared.epoch())
                .put("attempt", prepared.attempt())
                .put("pool", prepared.pool().value())
                .put("offsets", prepared.offsets().toString())
                .put("at", prepared.preparedAt().toString());
        var announced = object.putArray("announced");
        prepared.announced().stream().sorted().forEach(announced::add);
    }

    private void checkpoint(Checkpoint checkpoint) {
        object.put("epoch", checkpoint.epoch()).put("frontier", checkpoint.frontier());
        putIfPresent("topic_id", checkpoint.topicId());
        putIfPresent("committed", checkpoint.committed());
        object.put("day", checkpoint.day().toString()).put("tasks_today", checkpoint.tasksToday());
    }

    private void reset(Reset reset) {
        object.put("epoch", reset.epoch());
        putIfPresent("from", reset.from());
        object.put("settled", reset.settled().toString())
                .put("reason", reset.reason().name())
                .put("at", reset.at().toString());
        putIfPresent("topic_id", reset.topicId());
        object.put("recreated_in", reset.recreatedIn());
    }

    private void putIfPresent(String field, @Nullable String text) {
        if (text != null) {
            object.put(field, text);
        }
    }

    private void putIfPresent(String field, @Nullable Long number) {
        if (number != null) {
            object.put(field, number);
        }
    }
}
