package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Project;
import org.jspecify.annotations.Nullable;

/** What a request asks of the API, once it is understood. */
public sealed interface Call {
    /** Something that cannot be asked; it still counts as a request. */
    record Refused(ApiError error) implements Call {}

    /**
     * Create tasks.
     *
     * @param operationId the id that the client chose for the operation, null to have one made; null when synchronous
     */
    record CreateTasks(
            CreateParameters parameters, @Nullable OperationId operationId, TaskBody body) implements Call {}

    /** Show one task. */
    record ReadTask(TaskId id) implements Call {}

    /** Show the tasks of a pool. */
    record ListTasks(PoolId pool, ListQuery query) implements Call {}

    /**
     * Change a task.
     *
     * @param overlap the overlap it is to have, null to leave it
     * @param changes other fields to replace
     * @param openPool whether its pool is opened if closed
     */
    record ChangeTask(TaskId id, @Nullable Overlap overlap, ObjectNode changes, boolean openPool) implements Call {}

    /** Show one operation. */
    record ReadOperation(OperationId id) implements Call {}

    /** Show what an operation did to each item. */
    record ReadOperationLog(OperationId id) implements Call {}

    /** Show operations. */
    record ListOperations(ListQuery query) implements Call {}

    /** Show one pool. */
    record ReadPool(PoolId pool) implements Call {}

    /** Show pools. */
    record ListPools(ListQuery query) implements Call {}

    /** Do something with a pool. */
    record ActOnPool(PoolId pool, PoolAction action) implements Call {}

    /** Show one project. */
    record ReadProject(Project project) implements Call {}

    /** Show projects. */
    record ListProjects(ListQuery query) implements Call {}

    /** Show the account. */
    record ReadRequester() implements Call {}
}
