package io.github.tolokaconnect.streams.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an expression asks for, as far as a look at its words shows: Prometheus itself checks the grammar.
 *
 * @param expression the expression
 */
record PromQl(String expression) {

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:toloka|labeling|kafka|jvm|process|system)[_:][a-z0-9_:]+");
    private static final Pattern SELECTOR = Pattern.compile("([a-z][a-z0-9_:]*)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    /** The series that it selects. */
    Set<String> metrics() {
        Set<String> metrics = new HashSet<>();
        Matcher found = METRIC.matcher(STRING.matcher(expression).replaceAll(""));
        while (found.find()) {
            metrics.add(found.group());
        }
        return metrics;
    }

    /** The labels that it wants to match, by series. */
    Map<String, Set<String>> matched() {
        Map<String, Set<String>> matched = new TreeMap<>();
        Matcher found = SELECTOR.matcher(expression);
        while (found.find()) {
            Matcher label = MATCHER.matcher(STRING.matcher(found.group(2)).replaceAll(""));
            while (label.find()) {
                matched.computeIfAbsent(found.group(1), unseen -> new HashSet<>())
                        .add(label.group(1));
            }
        }
        return matched;
    }

    /** The labels by which it groups or joins. */
    List<String> grouped() {
        return GROUPING.matcher(expression)
                .results()
                .flatMap(found -> Stream.of(COMMA.split(found.group(1).strip())))
                .filter(label -> !label.isEmpty())
                .toList();
    }
}
