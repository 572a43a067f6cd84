package io.github.tolokaconnect.client;

import java.util.List;
import java.util.Objects;

/**
 * A call that creates tasks.
 *
 * <p>The body is sent as it is, and is not copied: whoever made it must not write to it until the call is answered. Two
 * calls are equal only if they share the array.
 *
 * @param operationId names the operation, so that a repeated call does nothing
 * @param skipInvalidItems see {@link CreateOptions}
 * @param allowDefaults see {@link CreateOptions}
 * @param openPool see {@link CreateOptions}
 * @param body UTF-8 JSON: an array of tasks, or one task
 * @param offset where the JSON starts in {@code body}
 * @param length of the JSON, in bytes; at least 1
 * @see <a href="https://toloka.ai/docs/api/api-reference/#post-/tasks">API reference, POST /tasks</a>
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are megabytes and are sent from where they lie
public record CreateTasks(
        OperationId operationId,
        boolean skipInvalidItems,
        boolean allowDefaults,
        boolean openPool,
        byte[] body,
        int offset,
        int length) {

    public CreateTasks {
        Objects.requireNonNull(operationId, "operationId");
        Objects.checkFromIndexSize(offset, length, body.length);
        if (length == 0) {
            throw new IllegalArgumentException(
                    "Operation " + operationId + ": the body is empty; send at least one task");
        }
    }

    /** A call whose JSON fills the whole array. */
    public CreateTasks(
            OperationId operationId, boolean skipInvalidItems, boolean allowDefaults, boolean openPool, byte[] body) {
        this(operationId, skipInvalidItems, allowDefaults, openPool, body, 0, body.length);
    }

    /** A call that creates {@code tasks}, each marked with its index in the list so that the operation log can be read back. */
    public static CreateTasks of(OperationId operationId, CreateOptions options, List<NewTask> tasks) {
        return new CreateTasks(
                operationId,
                options.skipInvalidItems(),
                options.allowDefaults(),
                options.openPool(),
                TaskJson.encode(tasks));
    }

    @Override
    public String toString() {
        return "CreateTasks[operationId=" + operationId + ", length=" + length + "]";
    }
}
