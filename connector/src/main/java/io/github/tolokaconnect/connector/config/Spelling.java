package io.github.tolokaconnect.connector.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds keys that were meant to be ours: unknown ones that begin as ours do, or that are a few letters away from one. */
final class Spelling {

    /** Keys that Connect itself reads from a sink connector's configuration, and those of transforms and predicates. */
    private static final Pattern FRAMEWORK = Pattern.compile(
            "name|connector\\.class|connector\\.plugin\\.version|tasks\\.max|tasks\\.max\\.enforce"
                    + "|topics|topics\\.regex|(key|value|header)\\.converter(\\..*)?|transforms(\\..*)?|predicates(\\..*)?|errors\\..*"
                    + "|config\\.action\\.reload|(consumer|producer|admin)\\.override\\..*|sink\\.task\\.(index|count)");

    private static final List<String> PREFIXES = List.of(
            "toloka.",
            "pool.",
            "task.",
            "batch.",
            "linger.",
            "operation.",
            "delivery.",
            "rate.limit.",
            "retry.",
            "result.",
            "safety.",
            "proxy.",
            "heartbeat.",
            "behavior.",
            "max.in.flight.",
            "max.buffered.",
            "connection.",
            "read.timeout");

    private static final int NEAR = 3;
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private final Collection<String> known;

    Spelling(Collection<String> known) {
        this.known = known;
    }

    /** What to say about {@code key}, or nothing if it is known or none of our business. */
    Optional<String> complaint(String key) {
        if (known.contains(key)
                || key.startsWith(ResultsConfig.PRODUCER_PREFIX)
                || FRAMEWORK.matcher(key).matches()) {
            return Optional.empty();
        }
        var nearest = known.stream()
                .min(Comparator.comparing((String name) -> DISTANCE.apply(key, name)))
                .orElseThrow();
        int distance = DISTANCE.apply(key, nearest);
        if (distance > NEAR && PREFIXES.stream().noneMatch(key::startsWith)) {
            return Optional.empty();
        }
        return Optional.of("Unknown key " + key + "; did you mean " + nearest + "? Correct or remove it.");
    }
}
