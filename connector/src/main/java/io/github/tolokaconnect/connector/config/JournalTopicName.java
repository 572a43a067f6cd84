package io.github.tolokaconnect.connector.config;

import io.github.tolokaconnect.events.Uuids;
import java.util.UUID;

/** The name of a journal topic whose connector names none. */
final class JournalTopicName {
    private static final String PREFIX = "toloka.journal.";
    private static final int LONGEST = 249;

    private static final UUID ROOT = UUID.fromString("a2f1c7b0-6a0e-5c35-9d44-1f3f0f7d2c68");
    private static final int DIGITS = 8;

    private JournalTopicName() {}

    /**
     * The prefix and the connector's name. Where the name holds what no topic may be called, its place is taken by '_', and a few
     * digits made from the whole name follow, so that two connectors still have two journals.
     */
    static String of(String connectorName) {
        var name = PREFIX + connectorName;
        if (name.matches("[a-zA-Z0-9._-]{1," + LONGEST + "}")) {
            return name;
        }
        var legal = name.replaceAll("[^a-zA-Z0-9._-]", "_");
        var digits = Uuids.v5(ROOT, connectorName).toString().substring(0, DIGITS);
        return legal.substring(0, Math.min(legal.length(), LONGEST - DIGITS - 1)) + "-" + digits;
    }
}
