package io.github.tolokaconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every server of the API must do, said through {@link TolokaApi}. A subclass brings a connection and a pool; nothing is assumed of
 * the pool but that it is there, takes single tasks, and holds whatever earlier runs left in it.
 */
public abstract class TolokaApiContract {

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

    private CreateTasks create(boolean skipInvalidItems, List<Map<String, Object>> inputs) {
        List<NewTask> tasks = inputs.stream()
                .map(input -> NewTask.of(pool(), input).withOverlap(Overlap.of(1)))
                .collect(Collectors.toList());
        return CreateTasks.of(OperationId.of(freshId()), new CreateOptions(skipInvalidItems, false, false), tasks);
    }

    private List<Map<String, Object>> valid(int count) {
        return IntStream.range(0, count).mapToObj(this::validInput).collect(Collectors.toList());
    }

    private Operation finished(OperationId id) {
        for (int poll = 0; poll < POLLS; poll++) {
            Operation operation = CompletableFuture.supplyAsync(() -> accepted(api().operation(id)), SOON)
                    .join();
            if (operation.status().isTerminal()) {
                return operation;
            }
        }
        throw new AssertionError("operation " + id + " is not over after " + POLLS + " polls");
    }

    private List<LogEntry> log(OperationId id, LogDetail detail) {
        List<LogEntry> entries = new ArrayList<>();
        LogRead read = accepted(api().readOperationLog(id, detail, entries::add));
        assertThat(read.entries()).isEqualTo(entries.size());
        return entries;
    }

    @Test
    void knowsWhoCalls() {
        assertThat(accepted(api().requester()).id()).isNotEmpty();
    }

    @Test
    void describesThePoolAndItsProject() {
        Pool pool = accepted(api().pool(pool()));
        Project project = accepted(api().project(pool.projectId()));

        assertThat(pool.id()).isEqualTo(pool());
        assertThat(pool.hasMixerConfig()).isTrue();
        assertThat(project.inputSpec()).isNotEmpty();
    }

    @Test
    void createsEveryTaskOfAnOperationOnce() {
        CreateTasks call = create(false, valid(5));

        Operation started = accepted(api().startCreateTasks(call));
        Operation finished = finished(call.operationId());
        List<LogEntry> log = log(call.operationId(), LogDetail.MARKERS);

        assertThat(started.id()).isEqualTo(call.operationId());
        assertThat(started.type()).isEqualTo("TASK.BATCH_CREATE");
        assertThat(finished.status()).isEqualTo(OperationStatus.SUCCESS);
        assertThat(log).allSatisfy(entry -> assertThat(entry.success()).isTrue());
        assertThat(log).extracting(LogEntry::itemIndex).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(log).extracting(LogEntry::taskId).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(log).extracting(LogEntry::poolId).containsOnly(pool());
    }

    @Test
    void answersARepeatedCallWithTheOperationThatExists() {
        CreateTasks call = create(false, valid(3));
        accepted(api().startCreateTasks(call));

        Problem repeated = rejected(api().startCreateTasks(call));
        finished(call.operationId());
        Problem repeatedLater = rejected(api().startCreateTasks(call));

        assertThat(repeated.kind()).isEqualTo(ProblemKind.ALREADY_EXISTS);
        assertThat(repeatedLater.kind()).isEqualTo(ProblemKind.ALREADY_EXISTS);
        assertThat(log(call.operationId(), LogDetail.MARKERS)).hasSize(3);
    }

    @Test
    void showsCreatedTasksInThePool() {
        CreateTasks call = create(false, valid(4));
        accepted(api().startCreateTasks(call));
        finished(call.operationId());
        List<LogEntry> log = log(call.operationId(), LogDetail.WITH_INPUTS);

        Map<TaskId, String> inPool = tasksInPool(
                log.stream()
                        .map(LogEntry::taskId)
                        .min(TolokaApiContract::compare)
                        .orElseThrow(),
                log.stream()
                        .map(LogEntry::taskId)
                        .max(TolokaApiContract::compare)
                        .orElseThrow());

        assertThat(log).allSatisfy(entry -> assertThat(inPool).containsEntry(entry.taskId(), entry.inputKey()));
    }

    private static int compare(TaskId one, TaskId other) {
        return one.value().compareTo(other.value());
    }

    /** Digests of input values by task, page by page. */
    private Map<TaskId, String> tasksInPool(TaskId first, TaskId last) {
        Map<TaskId, String> found = new HashMap<>();
        TaskQuery query = new TaskQuery(pool(), null, first, last, null, null, 2);
        Page<Task> page = accepted(api().tasks(query));
        while (true) {
            page.items().forEach(task -> found.put(task.id(), task.inputKey()));
            if (!page.hasMore()) {
                return found;
            }
            assertThat(page.items()).hasSize(2);
            page = accepted(api().tasks(query.after(page.items().get(1).id())));
        }
    }

    @Test
    void reportsInvalidTasksAndCreatesTheOthers() {
        CreateTasks call = create(true, List.of(validInput(0), invalidInput(), validInput(2)));
        accepted(api().startCreateTasks(call));

        Operation finished = finished(call.operationId());
        List<LogEntry> log = log(call.operationId(), LogDetail.MARKERS);

        Set<Integer> created = new HashSet<>();
        Set<Integer> refused = new HashSet<>();
        log.forEach(entry -> (entry.success() ? created : refused).add(entry.itemIndex()));
        assertThat(finished.status()).isEqualTo(OperationStatus.SUCCESS);
        assertThat(created).containsExactlyInAnyOrder(0, 2);
        assertThat(refused).containsExactly(1);
        assertThat(log).filteredOn(entry -> !entry.success()).singleElement().satisfies(entry -> {
            assertThat(entry.taskId()).isNull();
            assertThat(entry.errors()).isNotEmpty();
        });
    }

    @Test
    void createsNothingWhenOneTaskIsInvalidAndNoneMayBeSkipped() {
        CreateTasks call = create(false, List.of(validInput(0), invalidInput()));
        accepted(api().startCreateTasks(call));

        Operation finished = finished(call.operationId());
        List<LogEntry> log = log(call.operationId(), LogDetail.MARKERS);

        assertThat(finished.status()).isEqualTo(OperationStatus.FAIL);
        assertThat(log).extracting(LogEntry::taskId).containsOnlyNulls();
        assertThat(log).filteredOn(entry -> entry.itemIndex() == 1).hasSize(1);
    }

    @Test
    void createsSynchronouslyAndTellsInvalidTasksByIndex() {
        CreatedTasks created =
                accepted(api().createTasks(create(true, List.of(validInput(0), invalidInput(), validInput(2)))));

        assertThat(created.items()).containsOnlyKeys(0, 2);
        assertThat(created.validationErrors()).containsOnlyKeys(1);
    }

    @Test
    void refusesASynchronousRequestThatMayNotSkipItsInvalidTask() {
        Problem problem = rejected(api().createTasks(create(false, List.of(validInput(0), invalidInput()))));

        assertThat(problem.kind()).isEqualTo(ProblemKind.VALIDATION);
        assertThat(problem.itemErrors()).containsOnlyKeys(1);
        assertThat(problem.requestId()).isNotNull();
    }

    @Test
    void knowsNoOperationThatNobodyStarted() {
        OperationId unknown = OperationId.of(freshId());

        assertThat(rejected(api().operation(unknown)).kind()).isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(rejected(api().readOperationLog(unknown, LogDetail.MARKERS, entry -> {}))
                        .kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
    }

    @Test
    void refusesABodyThatIsNoJson() {
        byte[] body = "[{\"pool_id\":".getBytes(StandardCharsets.UTF_8);

        Problem problem =
                rejected(api().startCreateTasks(new CreateTasks(OperationId.of(freshId()), false, false, false, body)));

        assertThat(problem.httpStatus()).isEqualTo(400);
    }

    @Test
    void stopsATask() {
        CreatedTasks created = accepted(api().createTasks(create(false, valid(1))));

        Task stopped = accepted(api().setOverlapOrMin(created.items().get(0), Overlap.of(0)));

        assertThat(stopped.id()).isEqualTo(created.items().get(0));
        assertThat(stopped.overlap()).isNotNull();
    }

    @Test
    void listsOperationsOfAKind() {
        CreateTasks call = create(false, valid(1));
        accepted(api().startCreateTasks(call));
        finished(call.operationId());

        Page<Operation> page =
                accepted(api().operations(OperationQuery.ALL.of("TASK.BATCH_CREATE", OperationStatus.SUCCESS)));

        assertThat(page.items())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(operation.status()).isEqualTo(OperationStatus.SUCCESS));
    }
}
