package io.github.tolokaconnect.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Gives the same answer to every call. */
final class ScriptedTolokaApi implements TolokaApi {

    private CompletableFuture<?> next = new CompletableFuture<>();
    private boolean closed;

    void answer(Answer<?> answer) {
        next = CompletableFuture.completedFuture(answer);
    }

    void fail(Exception failure) {
        next = CompletableFuture.failedFuture(failure);
    }

    boolean isClosed() {
        return closed;
    }

    @SuppressWarnings("unchecked") // whoever scripts an answer calls for its type
    private <T> CompletableFuture<Answer<T>> next() {
        return (CompletableFuture<Answer<T>>) next;
    }

    @Override
    public CompletableFuture<Answer<Operation>> startCreateTasks(CreateTasks call) {
        return next();
    }

    @Override
    public CompletableFuture<Answer<CreatedTasks>> createTasks(CreateTasks call) {
        return next();
    }

    @Override
    public CompletableFuture<Answer<Operation>> operation(OperationId id) {
        return next();
    }

    @Override
    public CompletableFuture<Answer<Page<Operation>>> operations(OperationQuery query) {
        return next();
    }

    @Override
    public CompletableFuture<Answer<LogRead>> readOperationLog(
            OperationId id, LogDetail detail, Consumer<LogEntry> entries) {
        return next();
    }

    @Override
    public CompletableFuture<Answer<Pool>> pool(PoolId id) {
        return next();
    }

    @Override
    public CompletableFuture<Answer<Project>> project(ProjectId id) {
        return next();
    }

    @Override
    public CompletableFuture<Answer<Page<Task>>> tasks(TaskQuery query) {
        return next();
    }

    @Override
    public CompletableFuture<Answer<Task>> setOverlapOrMin(TaskId id, Overlap overlap) {
        return next();
    }

    @Override
    public CompletableFuture<Answer<Requester>> requester() {
        return next();
    }

    @Override
    public void close() {
        closed = true;
    }
}
