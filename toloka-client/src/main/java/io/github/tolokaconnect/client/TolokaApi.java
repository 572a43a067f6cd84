package io.github.tolokaconnect.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The part of the Toloka requester API that creating tasks needs, one method per call.
 *
 * <p>Every method returns at once and is safe from any thread. The future completes on one of the implementation's own
 * threads. What the platform or the network did is an {@link Answer}, never an exception: a future fails only for a bug,
 * here or in a consumer passed in. Nothing is repeated here; whether and when to call again is the caller's decision.
 *
 * @see <a href="https://toloka.ai/docs/api/api-reference/">API reference</a>
 */
public interface TolokaApi extends AutoCloseable {

    /**
     * Starts the operation that creates {@code call}'s tasks, and does not wait for it to end. Repeating the call with the
     * same {@code operationId} creates nothing twice: it is refused with {@link ProblemKind#ALREADY_EXISTS}.
     *
     * @return the operation, which may be terminal already
     */
    CompletableFuture<Answer<Operation>> startCreateTasks(CreateTasks call);

    /**
     * Creates {@code call}'s tasks, at most 5,000, and waits for the platform to have done it. Unlike {@link
     * #startCreateTasks} a repetition may create the tasks again: the platform does not promise to look at the operation id.
     */
    CompletableFuture<Answer<CreatedTasks>> createTasks(CreateTasks call);

    /** Reads one operation; {@link ProblemKind#NOT_FOUND} if the platform never accepted that id. */
    CompletableFuture<Answer<Operation>> operation(OperationId id);

    /** Lists operations by id, ascending. */
    CompletableFuture<Answer<Page<Operation>>> operations(OperationQuery query);

    /**
     * Reads the operation log as a stream and passes its entries, in log order, to {@code entries}, one after another on one
     * thread. Only one entry is held in memory at a time. The platform does not keep the order of the request.
     *
     * <p>Entries are passed on as they arrive: unless the answer is {@link Answer.Accepted}, those already seen are the
     * beginning of a log that broke off, and the next reading starts with the first entry again.
     *
     * @param entries is called while the answer is being received, so it must not wait; if it throws, the future fails with
     *     what it threw
     */
    CompletableFuture<Answer<LogRead>> readOperationLog(OperationId id, LogDetail detail, Consumer<LogEntry> entries);

    /** Reads one pool. */
    CompletableFuture<Answer<Pool>> pool(PoolId id);

    /** Reads one project. */
    CompletableFuture<Answer<Project>> project(ProjectId id);

    /** Lists tasks of one pool by id, ascending. */
    CompletableFuture<Answer<Page<Task>>> tasks(TaskQuery query);

    /**
     * Sets the overlap of a task, or the lowest one still possible: answers in progress count. Zero stops assigning the task.
     *
     * @return the task with the overlap it has now, which may be higher than asked
     */
    CompletableFuture<Answer<Task>> setOverlapOrMin(TaskId id, Overlap overlap);

    /** Reads the account that the credential belongs to; the cheapest proof that the credential is valid. */
    CompletableFuture<Answer<Requester>> requester();

    /** Ends calls in flight as {@link Answer.Unavailable} and stops the implementation's threads. */
    @Override
    void close();
}
