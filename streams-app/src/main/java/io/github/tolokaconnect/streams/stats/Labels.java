package io.github.tolokaconnect.streams.stats;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The values of a metric's labels, in the order in which {@link Metric#labels()} names them.
 *
 * @param values one for each label, never null; empty where there is none to say
 */
public record Labels(List<String> values) {

    /** What stands for values beyond the number that is told apart. */
    public static final String OTHER = "OTHER";

    /** Longer values are cut: what outsiders name must not grow without end. */
    private static final int MOST_CHARACTERS = 200;

    public Labels {
        values = List.copyOf(values);
    }

    /** These values. */
    public static Labels of(String... values) {
        return new Labels(List.of(values));
    }

    /** As many times {@link #OTHER} as there are labels here. */
    Labels other() {
        return new Labels(values.stream().map(value -> OTHER).toList());
    }

    /** These with values of bounded length. */
    Labels shortened() {
        if (values.stream().allMatch(value -> value.length() <= MOST_CHARACTERS)) {
            return this;
        }
        return new Labels(values.stream()
                .map(value -> value.substring(0, Math.min(value.length(), MOST_CHARACTERS)))
                .toList());
    }

    /** The text that {@link #parse} reads: percent-encoded values with commas between them. */
    String text() {
        return values.stream()
                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }

    static Labels parse(String text) {
        List<String> values = new ArrayList<>();
        for (String value : text.split(",", -1)) {
            values.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return new Labels(values);
    }
}
