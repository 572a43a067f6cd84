package io.github.tolokaconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the contract suite is held against: a connection and a pool, which a subclass brings, and how the tests talk to them. */
public abstract class ContractSubject {

    private static final Duration CALL = Duration.ofSeconds(30);
    private static final int POLLS = 600;
    private static final Executor SOON = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    /** A connection with a valid credential, the same for all calls of one test. */
    protected abstract TolokaApi api();

    /** A pool with a mixer configuration. */
    protected abstract PoolId pool();

    /** Input values that the pool's project accepts; another {@code n}, another task. */
    protected abstract Map<String, Object> validInput(int n);

    /** Input values that the pool's project refuses. */
    protected abstract Map<String, Object> invalidInput();

    /** An operation id that nobody has used; the same for none of two calls. */
    protected abstract UUID freshId();

    /** Waits for the answer that must be a success. */
    protected static <T> T accepted(CompletableFuture<Answer<T>> call) {
        Answer<T> answer = assertThat(call).succeedsWithin(CALL).actual();
        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        return ((Answer.Accepted<T>) answer).value();
    }

    /** Waits for the answer that must be a refusal. */
    protected static <T> Problem rejected(CompletableFuture<Answer<T>> call) {
        Answer<T> answer = assertThat(call).succeedsWithin(CALL).actual();
        assertThat(answer).isInstanceOf(Answer.Rejected.class);
        return ((Answer.Rejected<T>) answer).problem();
    }

    final CreateTasks create(boolean skipInvalidItems, List<Map<String, Object>> inputs) {
        List<NewTask> tasks = inputs.stream()
                .map(input -> NewTask.of(pool(), input).withOverlap(Overlap.of(1)))
                .collect(Collectors.toList());
        return CreateTasks.of(OperationId.of(freshId()), new CreateOptions(skipInvalidItems, false, false), tasks);
    }

    final List<Map<String, Object>> valid(int count) {
        return IntStream.range(0, count).mapToObj(this::validInput).collect(Collectors.toList());
    }

    final Operation finished(OperationId id) {
        for (int poll = 0; poll < POLLS; poll++) {
            Operation operation = CompletableFuture.supplyAsync(() -> accepted(api().operation(id)), SOON)
                    .join();
            if (operation.status().isTerminal()) {
                return operation;
            }
        }
        throw new AssertionError("operation " + id + " is not over after " + POLLS + " polls");
    }

    final List<LogEntry> log(OperationId id, LogDetail detail) {
        List<LogEntry> entries = new ArrayList<>();
        LogRead read = accepted(api().readOperationLog(id, detail, entries::add));
        assertThat(read.entries()).isEqualTo(entries.size());
        return entries;
    }

    static int compare(TaskId one, TaskId other) {
        return one.value().compareTo(other.value());
    }

    final List<Task> tasksInPool(TaskId first, TaskId last) {
        List<Task> found = new ArrayList<>();
        TaskQuery query = new TaskQuery(pool(), null, first, last, null, null, 2);
        Page<Task> page = accepted(api().tasks(query));
        while (true) {
            found.addAll(page.items());
            if (!page.hasMore()) {
                return found;
            }
            assertThat(page.items()).hasSize(2);
            page = accepted(api().tasks(query.after(page.items().get(1).id())));
        }
    }

    final TaskId createdNow(Map<String, Object> input) {
        return accepted(api().createTasks(create(false, List.of(input))))
                .items()
                .get(0);
    }

    final Task read(TaskId id) {
        return accepted(api().tasks(TaskQuery.of(pool()).between(id, id)))
                .items()
                .get(0);
    }
}
