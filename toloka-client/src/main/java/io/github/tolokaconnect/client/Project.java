package io.github.tolokaconnect.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a project that decide what its tasks must look like.
 *
 * @param publicName what people who answer see
 * @param status {@code ACTIVE} or {@code ARCHIVED}; open
 * @param inputSpec input fields by name; a pool keeps the ones that were valid when it was made
 */
public record Project(
        ProjectId id, @Nullable String publicName, @Nullable String status, Map<String, InputField> inputSpec) {

    public Project {
        Objects.requireNonNull(id, "id");
        inputSpec = Collections.unmodifiableMap(new LinkedHashMap<>(inputSpec));
    }
}
