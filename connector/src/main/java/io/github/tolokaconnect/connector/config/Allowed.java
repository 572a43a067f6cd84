package io.github.tolokaconnect.connector.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** What a value may be: a check that prints itself, both in its error message and in the generated reference. */
final class Allowed implements Validator {
    private final String description;
    private final Predicate<@Nullable Object> check;

    private Allowed(String description, Predicate<@Nullable Object> check) {
        this.description = description;
        this.check = check;
    }

    /** A whole or decimal number from {@code low} to {@code high}, both allowed. */
    static Allowed between(long low, long high) {
        return new Allowed(
                low + " to " + high,
                value -> value instanceof Number number && number.doubleValue() >= low && number.doubleValue() <= high);
    }

    /** A number of at least {@code low}. */
    static Allowed atLeast(long low) {
        return new Allowed("at least " + low, value -> value instanceof Number number && number.doubleValue() >= low);
    }

    /** A number of at least {@code low}, or -1, which means {@code minusOneMeans}. */
    static Allowed atLeastOrMinusOne(long low, String minusOneMeans) {
        return new Allowed(
                "at least " + low + ", or -1 for " + minusOneMeans,
                value -> value instanceof Number number && (number.longValue() >= low || number.longValue() == -1));
    }

    /** A whole number from 1 to {@code high}, or -1, which means {@code minusOneMeans}. */
    static Allowed upToOrMinusOne(long high, String minusOneMeans) {
        return new Allowed(
                "1 to " + high + ", or -1 for " + minusOneMeans,
                value -> value instanceof Number number
                        && (number.longValue() == -1 || (number.longValue() >= 1 && number.longValue() <= high)));
    }

    /** One of the given words. */
    static Allowed oneOf(List<String> words) {
        return new Allowed(
                "one of " + String.join(", ", words), value -> value instanceof String s && words.contains(s));
    }

    /** An {@code http} or {@code https} address. */
    static Allowed url() {
        return new Allowed(
                "an http:// or https:// address without user, query and fragment",
                value -> value instanceof String s && isAddress(s, "https?"));
    }

    /** The {@code http} address of a proxy; empty is allowed. */
    static Allowed proxyUrl() {
        return new Allowed(
                "empty, or an http:// address without user, query and fragment",
                value -> value instanceof String s && (s.isBlank() || isAddress(s, "http")));
    }

    /** The id of a pool; empty is allowed. */
    static Allowed poolId() {
        return new Allowed(
                "empty, or a pool's id: 1 to 64 letters, digits, '_' or '-'",
                value -> value instanceof String s && (s.isBlank() || isPoolId(s)));
    }

    static boolean isPoolId(String text) {
        return text.trim().matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    }

    /** Text that is not blank. */
    static Allowed text() {
        return new Allowed("not empty", value -> value instanceof String s && !s.isBlank());
    }

    /** The name of a Kafka topic. */
    static Allowed topic() {
        return new Allowed(
                "a topic name: 1 to 249 letters, digits, '.', '_' or '-'",
                value -> value instanceof String s && isTopic(s));
    }

    static boolean isTopic(String text) {
        return text.matches("[a-zA-Z0-9._-]{1,249}");
    }

    /** The name of a Kafka topic; empty is allowed. */
    static Allowed topicOrEmpty() {
        return new Allowed(
                "empty, or a topic name: 1 to 249 letters, digits, '.', '_' or '-'",
                value -> value instanceof String s && (s.isBlank() || isTopic(s.trim())));
    }

    /** A prefix of ids; empty is allowed. */
    static Allowed namespace() {
        return new Allowed(
                "empty, or 1 to 200 letters, digits, '.', '_' or '-'",
                value -> value instanceof String s && (s.isBlank() || s.trim().matches("[a-zA-Z0-9._-]{1,200}")));
    }

    /** A list whose every element satisfies the check; it may be empty. */
    static Allowed listOf(String description, Predicate<String> element) {
        return new Allowed(description, value -> isListOf(value, element));
    }

    /** A list of at least one element, whose every element satisfies the check. */
    static Allowed someOf(String description, Predicate<String> element) {
        return new Allowed(
                description, value -> value instanceof List<?> list && !list.isEmpty() && isListOf(list, element));
    }

    private static boolean isListOf(@Nullable Object value, Predicate<String> element) {
        return value instanceof List<?> list
                && list.stream().allMatch(e -> e instanceof String s && element.test(s.trim()));
    }

    /** The words as recommended values, so that user interfaces offer them. */
    static Recommender recommend(List<String> words) {
        return new Recommender() {
            @Override
            public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
                return List.copyOf(words);
            }

            @Override
            public boolean visible(String name, Map<String, Object> parsedConfig) {
                return true;
            }
        };
    }

    /** Shows a key only while another key has a value for which it means something. */
    static Recommender visibleWhen(String otherKey, Predicate<@Nullable Object> otherValue) {
        return new Recommender() {
            @Override
            public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
                return List.of();
            }

            @Override
            public boolean visible(String name, Map<String, Object> parsedConfig) {
                return otherValue.test(parsedConfig.get(otherKey));
            }
        };
    }

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        // A required key that is missing arrives as null, and ConfigDef has said so already.
        if (value != null && !check.test(value)) {
            throw new ConfigException(
                    name, value instanceof Password ? Password.HIDDEN : value, "allowed: " + description);
        }
    }

    @Override
    public String toString() {
        return description;
    }

    private static boolean isAddress(String text, String schemes) {
        try {
            var uri = new URI(text.trim());
            return uri.getScheme() != null
                    && uri.getScheme().toLowerCase(Locale.ROOT).matches(schemes)
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
