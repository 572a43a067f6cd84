package io.github.tolokaconnect.simulator.request;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a task: ten hex digits of the pool's number, two hyphens, and 24 hex digits of which the first eight are the second
 * of creation. Ids of a pool sort, as text too, in the order of creation.
 *
 * @param pool at most 40 bits
 * @param second since 1970, read as unsigned
 * @param serial unique among all tasks, read as unsigned
 */
public record TaskId(long pool, int second, long serial) implements Comparable<TaskId> {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{10})--([0-9a-f]{8})([0-9a-f]{16})");
    private static final HexFormat HEX = HexFormat.of();
    private static final Comparator<TaskId> ORDER = Comparator.comparingLong(TaskId::pool)
            .thenComparing(TaskId::second, Integer::compareUnsigned)
            .thenComparing(TaskId::serial, Long::compareUnsigned);

    /** The id that {@code text} spells, if it has the form of one. */
    public static Optional<TaskId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new TaskId(
                        Long.parseLong(matcher.group(1), 16),
                        Integer.parseUnsignedInt(matcher.group(2), 16),
                        Long.parseUnsignedLong(matcher.group(3), 16)))
                : Optional.empty();
    }

    @Override
    public int compareTo(TaskId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return HEX.toHexDigits(pool, 10) + "--" + HEX.toHexDigits(second) + HEX.toHexDigits(serial);
    }
}
