package io.github.tolokaconnect.chaos.verdict;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a record of the run: its key in the source topic, and a field of its task's input values.
 *
 * @param number from 1, in the order of sending
 */
public record RecordId(long number) implements Comparable<RecordId> {

    private static final Pattern FORM = Pattern.compile("r-([0-9]{8,18})");

    /** Checks the number. */
    public RecordId {
        if (number < 1) {
            throw new IllegalArgumentException("record " + number + ": numbers begin at 1");
        }
    }

    /** The id that {@code text} is, if it is one. */
    public static Optional<RecordId> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(matcher.group(1));
        return number < 1 ? Optional.empty() : Optional.of(new RecordId(number));
    }

    @Override
    public int compareTo(RecordId other) {
        return Long.compare(number, other.number);
    }

    /** The id as text, such as {@code r-00000042}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "r-%08d", number);
    }
}
