package io.github.tolokaconnect.simulator.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The answers to all open questions: for each {@link Reading} either its default or its other choice. Immutable.
 *
 * @param others the readings of which the other choice is taken
 */
public record Readings(Set<Reading> others) {
    /** The default choice of every reading. */
    public static final Readings DEFAULT = new Readings(Set.of());

    /** Copies the set. */
    public Readings {
        EnumSet<Reading> copy = EnumSet.noneOf(Reading.class);
        copy.addAll(others);
        others = Collections.unmodifiableSet(copy);
    }

    /** Whether the other choice of {@code reading} is taken. */
    public boolean isOther(Reading reading) {
        return others.contains(reading);
    }

    /**
     * The same, but for the choice of one reading.
     *
     * @param choice the name of either choice
     * @throws IllegalArgumentException if the reading has no choice of this name; the message lists those it has
     */
    public Readings with(Reading reading, String choice) {
        EnumSet<Reading> changed = EnumSet.noneOf(Reading.class);
        changed.addAll(others);
        if (choice.equals(reading.other().name())) {
            changed.add(reading);
        } else if (choice.equals(reading.standard().name())) {
            changed.remove(reading);
        } else {
            throw new IllegalArgumentException("reading " + reading.flag() + " is either "
                    + reading.standard().name() + " or " + reading.other().name() + ", not '" + choice + "'");
        }
        return new Readings(changed);
    }

    /**
     * The same, but for what {@code assignment} says.
     *
     * @param assignment {@code NAME=CHOICE}
     * @throws IllegalArgumentException if it has another form, or no such name or choice; the message lists what is allowed
     */
    public Readings with(String assignment) {
        int equals = assignment.indexOf('=');
        String flag = equals < 0 ? assignment : assignment.substring(0, equals);
        List<String> flags = new ArrayList<>();
        for (Reading reading : Reading.values()) {
            if (reading.flag().equals(flag)) {
                return with(reading, assignment.substring(equals < 0 ? assignment.length() : equals + 1));
            }
            flags.add(reading.flag());
        }
        throw new IllegalArgumentException(
                "'" + assignment + "' is not NAME=CHOICE with one of these names: " + String.join(", ", flags));
    }
}
