package io.github.tolokaconnect.streams.metrics;

import java.util.Locale;

/** Where the page of an alert is. */
final class Runbooks {

    private Runbooks() {}

    /** The page of Prometheus' alert {@code name}. */
    static String pathOf(String name) {
        String words = name.replaceFirst("^Toloka", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return "docs/runbooks/" + words.toLowerCase(Locale.ROOT) + ".md";
    }
}
