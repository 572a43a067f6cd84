package io.github.tolokaconnect.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Grafana dashboards in {@code config/grafana/dashboards} ask Prometheus: panels, variables and annotations. */
final class Dashboards {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LABEL_VALUES =
            Pattern.compile("label_values\\((?<selector>.+),\\s*\\w+\\s*\\)", Pattern.DOTALL);
    private static final Pattern QUERY_RESULT = Pattern.compile("query_result\\((?<expression>.+)\\)", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::\\w+)?}|\\$(\\w+)");

    /** What Grafana fills in by itself, as for a page that shows a day. */
    private static final Map<String, String> BUILT_IN =
            Map.of("__rate_interval", "5m", "__interval", "5m", "__range", "1d");
    /** What Grafana puts in for "All". */
    private static final String ALL = ".*";

    private Dashboards() {}

    /**
     * An expression with a value for each variable.
     *
     * @param place dashboard and panel
     * @param promQl what Prometheus is asked
     */
    record Expression(String place, String promQl) {

        @Override
        public String toString() {
            return place + ": " + promQl;
        }
    }

    /** All expressions of all dashboards. */
    static List<Expression> expressions() throws IOException {
        var expressions = new ArrayList<Expression>();
        try (var files = Files.newDirectoryStream(directory(), "*.json")) {
            for (var file : files) {
                var dashboard = JSON.readTree(file.toFile());
                var title = dashboard.path("title").asText();
                var values = values(dashboard);
                for (var variable : dashboard.path("templating").path("list")) {
                    if (variable.path("type").asText().equals("query")) {
                        expressions.add(new Expression(
                                title + " / $" + variable.path("name").asText(),
                                filled(asked(query(variable.path("query"))), values)));
                    }
                }
                addOf(dashboard.path("panels"), title, values, expressions);
                addOf(dashboard.path("annotations").path("list"), title, values, expressions);
            }
        }
        return expressions;
    }

    private static Path directory() {
        return Artifacts.home().resolve("config/grafana/dashboards");
    }

    private static void addOf(
            JsonNode parts, String dashboard, Map<String, String> values, List<Expression> expressions) {
        for (var part : parts) {
            var title = part.path("title").asText(part.path("name").asText());
            var place = dashboard + " / " + title;
            add(part.path("expr"), place, values, expressions);
            add(part.path("target").path("expr"), place, values, expressions);
            part.path("targets").forEach(target -> add(target.path("expr"), place, values, expressions));
            addOf(part.path("panels"), dashboard, values, expressions);
        }
    }

    private static void add(JsonNode expr, String place, Map<String, String> values, List<Expression> expressions) {
        if (expr.isTextual()) {
            expressions.add(new Expression(place, filled(expr.asText(), values)));
        }
    }

    /** A value for each variable of {@code dashboard}. */
    private static Map<String, String> values(JsonNode dashboard) {
        var values = new TreeMap<>(BUILT_IN);
        for (var variable : dashboard.path("templating").path("list")) {
            var isQuery = variable.path("type").asText().equals("query");
            values.put(
                    variable.path("name").asText(),
                    isQuery ? ALL : variable.path("current").path("value").asText());
        }
        return values;
    }

    private static String query(JsonNode query) {
        return query.isTextual() ? query.asText() : query.path("query").asText();
    }

    /** The expression inside of one of Grafana's own functions. */
    private static String asked(String query) {
        for (var pattern : List.of(LABEL_VALUES, QUERY_RESULT)) {
            var function = pattern.matcher(query.strip());
            if (function.matches()) {
                return function.group(1);
            }
        }
        throw new IllegalStateException("A variable asks in a way that is not known here: " + query);
    }

    private static String filled(String expression, Map<String, String> values) {
        return VARIABLE.matcher(expression).replaceAll(found -> {
            var name = found.group(1) == null ? found.group(2) : found.group(1);
            var value = values.get(name);
            if (value == null) {
                throw new IllegalStateException("Nothing is known of the variable " + name + " in " + expression);
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
