package io.github.tolokaconnect.streams.repair;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is done with a refused record. */
public enum RepairAction {
    /** It waits for a person. */
    QUARANTINE,
    /** It waits until it is tried again by itself, or by a person before that. */
    PARK,
    /** It is tried again at once. */
    REEMIT,
    /** It is given up. */
    DEAD;

    /** The action that configuration calls {@code word}; throws IllegalArgumentException that names all words. */
    public static RepairAction of(String word) {
        for (RepairAction action : values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        throw new IllegalArgumentException("no action is called '" + word + "'; known are "
                + Arrays.stream(values()).map(RepairAction::word).collect(Collectors.joining(", ")));
    }

    /** What configuration calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
