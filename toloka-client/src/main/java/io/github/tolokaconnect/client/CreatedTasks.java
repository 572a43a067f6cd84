package io.github.tolokaconnect.client;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of creating tasks synchronously.
 *
 * @param items id of the created task, by index in the request, ascending
 * @param validationErrors what is wrong with the others, by index in the request, ascending
 */
public record CreatedTasks(Map<Integer, TaskId> items, Map<Integer, List<FieldError>> validationErrors) {
    public CreatedTasks {
        items = Collections.unmodifiableMap(new TreeMap<>(items));
        validationErrors = Collections.unmodifiableMap(new TreeMap<>(validationErrors));
    }
}
