package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.journal.UnreadableEntryException;

/** The journal holds an entry that must not be guessed, so nothing may be done until a person helps. */
final class UnreadableJournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String explanation;

    UnreadableJournalException(String topic, long offset, UnreadableEntryException entry) {
        super(entry);
        explanation = "TLK-502 The entry at offset " + offset + " of the journal " + topic + " cannot be read: "
                + entry.getMessage()
                + "; run the version of the connector that wrote it, or a later one, then restart the task";
    }

    @Override
    public String getMessage() {
        return explanation;
    }

    /** What the core is told. */
    DeliveryEvent asEvent() {
        return new DeliveryEvent.Broken(explanation);
    }
}
