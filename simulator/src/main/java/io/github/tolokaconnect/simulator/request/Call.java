package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request asks of the API, once it is understood. */
public sealed interface Call {
    /** Something that cannot be asked; it still counts as a request. */
    record Refused(ApiError error) implements Call {}

    /**
     * Create tasks.
     *
     * @param operationId the id that the client chose for the operation, null to have one made; null when it does not count
     * @param bodyPrint what tells this body from another one of the same id, null where that does not matter
     */
    record CreateTasks(
            CreateParameters parameters,
            @Nullable OperationId operationId,
            TaskBody body,
            @Nullable Fingerprint bodyPrint)
            implements Call {}

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

    /** Something about assignments. */
    sealed interface AssignmentCall extends Call {}

    /** Show one assignment. */
    record ReadAssignment(TaskId id) implements AssignmentCall {}

    /** Show the assignments of a pool. */
    record ListAssignments(PoolId pool, ListQuery query) implements AssignmentCall {}

    /**
     * Show the assignments of a task, or of a suite.
     *
     * @param isSuite whether the id is that of a suite
     */
    record ListAssignmentsOfTask(TaskId id, boolean isSuite, ListQuery query) implements AssignmentCall {}

    /** Something about webhook subscriptions. */
    sealed interface SubscriptionCall extends Call {}

    /**
     * Enter subscriptions.
     *
     * @param isArray whether the body was an array, which decides the shape of the answer
     * @param wishes in the order of the body
     */
    record Subscribe(boolean isArray, List<SubscriptionWish> wishes) implements SubscriptionCall {
        /** Copies the list. */
        public Subscribe {
            wishes = List.copyOf(wishes);
        }
    }

    /** Show one subscription. */
    record ReadSubscription(String id) implements SubscriptionCall {}

    /** Show subscriptions. */
    record ListSubscriptions(ListQuery query) implements SubscriptionCall {}

    /** End a subscription. */
    record Unsubscribe(String id) implements SubscriptionCall {}

    /** Show the account. */
    record ReadRequester() implements Call {}
}
