package io.github.tolokaconnect.connector.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.kafka.clients.producer.ProducerConfig;

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
            "journal.",
            "on.offset.",
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

    /** Distance up to which an unknown key is taken for one of ours. */
    private static final int NEAR = 3;
    /** The same for settings of the producer, where classes that a user plugs in have keys of their own. */
    private static final int NEAR_PRODUCER = 2;

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private final Collection<String> known;

    Spelling(Collection<String> known) {
        this.known = known;
    }

    /** What to say about {@code key}, or nothing if it is known or none of our business. */
    Optional<String> complaint(String key) {
        if (known.contains(key) || FRAMEWORK.matcher(key).matches()) {
            return Optional.empty();
        }
        if (key.startsWith(ResultsConfig.PRODUCER_PREFIX)) {
            return producerComplaint(key);
        }
        var nearest = nearest(key, known);
        boolean ours = PREFIXES.stream().anyMatch(key::startsWith);
        return ours || DISTANCE.apply(key, nearest) <= NEAR ? complaint(key, nearest) : Optional.empty();
    }

    private static Optional<String> producerComplaint(String key) {
        var name = key.substring(ResultsConfig.PRODUCER_PREFIX.length());
        if (ProducerConfig.configNames().contains(name)) {
            return Optional.empty();
        }
        var nearest = nearest(name, ProducerConfig.configNames());
        return DISTANCE.apply(name, nearest) <= NEAR_PRODUCER
                ? complaint(key, ResultsConfig.PRODUCER_PREFIX + nearest)
                : Optional.empty();
    }

    private static String nearest(String key, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparing((String name) -> DISTANCE.apply(key, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static Optional<String> complaint(String key, String nearest) {
        return Optional.of("Unknown key " + key + "; did you mean " + nearest + "? Correct or remove it.");
    }
}
