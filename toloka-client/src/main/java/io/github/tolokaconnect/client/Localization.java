package io.github.tolokaconnect.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The hint of a training task in further languages.
 *
 * @param defaultLanguage language of {@link NewTask#messageOnUnknownSolution()}, such as {@code EN}
 * @param messages hint by language
 */
public record Localization(String defaultLanguage, Map<String, String> messages) {
    public Localization {
        Objects.requireNonNull(defaultLanguage, "defaultLanguage");
        messages = Collections.unmodifiableMap(new LinkedHashMap<>(messages));
    }
}
