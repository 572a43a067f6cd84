package io.github.tolokaconnect.connector.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** A configuration under check: its values as far as they can be read, and what has been found wrong so far. */
final class Draft {
    private final Map<String, String> properties;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();
    private final Set<String> invalid = new HashSet<>();

    /** A draft whose keys are checked one by one. */
    Draft(Map<String, String> properties) {
        this.properties = properties;
        for (ConfigValue value : ConnectorConfig.definition().validate(properties)) {
            values.put(value.name(), value);
            if (!value.errorMessages().isEmpty()) {
                invalid.add(value.name());
                // What cannot be read is reported twice, the second time as null.
                value.errorMessages().subList(1, value.errorMessages().size()).clear();
            }
        }
    }

    /** All keys that are given, known or not. */
    Iterable<String> keys() {
        return properties.keySet();
    }

    /** The text given for a key, without the blanks around it; empty if there is none. */
    String text(String key) {
        var text = properties.get(key);
        return text == null ? "" : text.trim();
    }

    boolean isBlank(String key) {
        return text(key).isEmpty();
    }

    /** The value of a key, given or its default; absent if it is not valid by itself. */
    @Nullable
    Object value(String key) {
        var value = values.get(key);
        return value == null || invalid.contains(key) ? null : value.value();
    }

    /** The number that a key has; not a number, and so neither above nor below anything, if it is not valid. */
    double number(String key) {
        return value(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The elements of a list, trimmed; none if it is not valid. */
    List<String> elements(String key) {
        return value(key) instanceof List<?> list
                ? list.stream()
                        .map(element -> String.valueOf(element).trim())
                        .filter(element -> !element.isEmpty())
                        .toList()
                : List.of();
    }

    /** Notes a problem on the key that has to change. The value of an unknown key is not looked at: it may be a secret. */
    void error(String key, String message) {
        var value = values.computeIfAbsent(key, ConfigValue::new);
        if (!value.errorMessages().contains(message)) {
            value.addErrorMessage(message);
        }
    }

    /** All keys with their values and problems. */
    Config checked() {
        return new Config(List.copyOf(values.values()));
    }
}
