package io.github.tolokaconnect.streams.monitor;

import java.util.List;

/**
 * Names of the topics that the monitor reads.
 *
 * @param operationStatus topic of operation-status events
 * @param tasksCreated topic of task-created events
 * @param validationErrors topic of validation-error events
 */
public record InputTopics(String operationStatus, String tasksCreated, String validationErrors) {

    /** All three names. */
    public List<String> names() {
        return List.of(operationStatus, tasksCreated, validationErrors);
    }
}
