package io.github.tolokaconnect.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is known beforehand.
 *
 * @param outputValues output fields by name
 * @param weight 0 to 1; the platform takes 1 if it is null
 */
public record Solution(
        Map<String, Object> outputValues, @Nullable Double weight) {
    public Solution {
        outputValues = Collections.unmodifiableMap(new LinkedHashMap<>(outputValues));
        if (weight != null && !(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight=" + weight + " is not within 0 to 1");
        }
    }
}
