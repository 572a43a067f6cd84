package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.RawJson;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions become tasks of which pool, and how; the document {@code route/<name>} of the control topic.
 *
 * @param name its name
 * @param priority smaller ones are tried first; of equal ones the first by name
 * @param isEnabled whether it is tried
 * @param pool where its tasks go
 * @param when which predictions take it; absent means all
 * @param rule which of those need people
 * @param dedup which of those ask for the same
 * @param template how they become tasks
 * @param baseline whether the model's opinion goes along; absent means no
 */
record Route(
        String name,
        int priority,
        boolean isEnabled,
        PoolName pool,
        @Nullable Condition when,
        Rule rule,
        Dedup dedup,
        Template template,
        @Nullable ModelSolutions baseline) {

    /** Beginning of the keys of routes. */
    static final String PREFIX = "route/";

    static final int STANDARD_PRIORITY = 100;

    private static final int MOST_PRIORITY = 1_000_000;
    private static final int MOST_DEPTH = 2;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    Route {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidFieldException(
                    "route",
                    "must be 1 to 100 letters, digits, points, underscores and hyphens, the first one a letter or digit");
        }
        if (when != null && when.depth() > MOST_DEPTH) {
            throw new InvalidFieldException("when", "must not have groups more than " + MOST_DEPTH + " deep");
        }
        if (baseline != null && template.has(Template.BASELINE_SOLUTIONS)) {
            throw new InvalidFieldException("baseline", "must not be there beside baseline_solutions in 'map'");
        }
    }

    /** As a document writes it. */
    @JsonCreator
    static Route of(
            @JsonProperty("route") @Nullable String route,
            @JsonProperty("priority") @Nullable Integer priority,
            @JsonProperty("enabled") @Nullable Boolean enabled,
            @JsonProperty("pool") @Nullable String pool,
            @JsonProperty("when") @Nullable Condition when,
            @JsonProperty("select") @Nullable Rule select,
            @JsonProperty("dedup") @Nullable Dedup dedup,
            @JsonProperty("map") @Nullable Template map,
            @JsonProperty("baseline") @Nullable ModelSolutions baseline) {
        return new Route(
                Documents.required(route, "route"),
                Documents.inRange(priority == null ? STANDARD_PRIORITY : priority, "priority", 0, MOST_PRIORITY),
                enabled == null || enabled,
                new PoolName(Documents.required(pool, "pool")),
                when,
                Documents.required(select, "select"),
                dedup == null ? Dedup.STANDARD : dedup,
                Documents.required(map, "map"),
                baseline);
    }

    /** The route {@code name} in {@code document}, where predictions are remembered for {@code retention}. */
    static Route read(String name, RawJson document, Duration retention) throws InvalidDocumentException {
        Route route = Documents.read(document, Route.class);
        if (!route.name.equals(name)) {
            throw new InvalidDocumentException(
                    "/route: must be '" + name + "', as in the key, and is '" + route.name + "'");
        }
        if (route.dedup.window().compareTo(retention) > 0) {
            throw new InvalidDocumentException("/dedup/window: must be at most " + retention
                    + ", for which predictions are remembered (select.dedup.retention.ms), and is "
                    + route.dedup.window());
        }
        return route;
    }

    /** Whether {@code prediction} takes this route. */
    boolean takes(JsonNode prediction) {
        return when == null || when.holds(prediction);
    }
}
