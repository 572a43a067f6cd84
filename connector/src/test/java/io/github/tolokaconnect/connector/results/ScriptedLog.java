package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.CreateTasks;
import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.LogDetail;
import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.LogRead;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.OperationQuery;
import io.github.tolokaconnect.client.Overlap;
import io.github.tolokaconnect.client.Page;
import io.github.tolokaconnect.client.Pool;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.Project;
import io.github.tolokaconnect.client.ProjectId;
import io.github.tolokaconnect.client.Requester;
import io.github.tolokaconnect.client.Task;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.client.TaskQuery;
import io.github.tolokaconnect.client.TolokaApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A platform that knows one operation log and nothing else. It answers at once, and says the same as often as asked. */
final class ScriptedLog implements TolokaApi {
    private final List<LogEntry> entries;
    private final @Nullable Answer<LogRead> broken;
    private ScriptedLog next = this;
    /** How each reading was asked for. */
    final List<LogDetail> readings = new ArrayList<>();

    private ScriptedLog(@Nullable Answer<LogRead> broken, LogEntry... entries) {
        this.entries = Arrays.asList(entries);
        this.broken = broken;
    }

    static ScriptedLog of(LogEntry... entries) {
        return new ScriptedLog(null, entries);
    }

    /** A log of which these entries arrive before it breaks off. */
    static ScriptedLog breakingOff(LogEntry... entries) {
        return new ScriptedLog(new Answer.Unavailable<>("GET log: the body stalled", null, null), entries);
    }

    static ScriptedLog refused(ProblemKind kind, String code) {
        return new ScriptedLog(
                new Answer.Rejected<>(new Problem(400, code, "no log", "r-1", kind, List.of(), Map.of())));
    }

    /** Later readings find what {@code other} holds. */
    void afterFirstReading(ScriptedLog other) {
        next = other;
    }

    static LogEntry created(int index, String taskId) {
        return new LogEntry("TASK_CREATE", true, index, new TaskId(taskId), List.of(), null, null, null);
    }

    static LogEntry invalid(int index, FieldError... errors) {
        return new LogEntry("TASK_VALIDATE", false, index, null, List.of(errors), null, null, null);
    }

    /** The entry without its marker, found by its input values only. */
    static LogEntry unmarked(LogEntry entry, String inputKey) {
        return new LogEntry(
                entry.type(),
                entry.success(),
                null,
                entry.taskId(),
                entry.errors(),
                entry.failure(),
                inputKey,
                entry.poolId());
    }

    @Override
    public CompletableFuture<Answer<LogRead>> readOperationLog(
            OperationId id, LogDetail detail, Consumer<LogEntry> consumer) {
        readings.add(detail);
        if (readings.size() > 1 && next != this) {
            return next.readOperationLog(id, detail, consumer);
        }
        entries.forEach(consumer);
        int withoutMarker = (int) entries.stream()
                .filter(entry -> entry.itemIndex() == null && entry.isAboutItem())
                .count();
        return CompletableFuture.completedFuture(
                broken != null ? broken : new Answer.Accepted<>(new LogRead(entries.size(), withoutMarker), 200));
    }

    @Override
    public CompletableFuture<Answer<Operation>> startCreateTasks(CreateTasks call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Answer<CreatedTasks>> createTasks(CreateTasks call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Answer<Operation>> operation(OperationId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Answer<Page<Operation>>> operations(OperationQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Answer<Pool>> pool(PoolId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Answer<Project>> project(ProjectId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Answer<Page<Task>>> tasks(TaskQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Answer<Task>> setOverlapOrMin(TaskId id, Overlap overlap) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Answer<Requester>> requester() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
