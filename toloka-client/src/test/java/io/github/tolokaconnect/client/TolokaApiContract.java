package io.github.tolokaconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every server of the API must do, said through {@link TolokaApi}. A subclass brings a connection and a pool; nothing is assumed of
 * the pool but that it is there, takes single tasks, and holds whatever earlier runs left in it.
 */
public abstract class TolokaApiContract extends ContractSubject {

    private static final PoolId NOBODYS = new PoolId("1");

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

        List<TaskId> ids = log.stream()
                .map(LogEntry::taskId)
                .sorted(ContractSubject::compare)
                .toList();
        Map<TaskId, String> inPool = new HashMap<>();
        tasksInPool(ids.get(0), ids.get(3)).forEach(task -> inPool.put(task.id(), task.inputKey()));

        assertThat(log).allSatisfy(entry -> assertThat(inPool).containsEntry(entry.taskId(), entry.inputKey()));
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

    @Test
    void pagesThroughOperationsById() {
        for (CreateTasks call : List.of(create(false, valid(1)), create(false, valid(1)), create(false, valid(1)))) {
            accepted(api().startCreateTasks(call));
            finished(call.operationId());
        }
        OperationQuery single = new OperationQuery(null, null, null, null, null, 1);

        Page<Operation> first = accepted(api().operations(single));
        OperationId firstId = first.items().get(0).id();
        Page<Operation> second = accepted(api().operations(single.after(firstId)));

        assertThat(first.items()).hasSize(1);
        assertThat(first.hasMore()).isTrue();
        assertThat(second.items())
                .singleElement()
                .satisfies(operation -> assertThat(operation.id()).isNotEqualTo(firstId));
    }

    @Test
    void reportsEveryTaskOfAnOperationThatHasNoValidOne() {
        CreateTasks call = create(true, List.of(invalidInput(), invalidInput()));
        accepted(api().startCreateTasks(call));

        finished(call.operationId());
        List<LogEntry> log = log(call.operationId(), LogDetail.MARKERS);

        assertThat(log).extracting(LogEntry::itemIndex).containsExactlyInAnyOrder(0, 1);
        assertThat(log).allSatisfy(entry -> {
            assertThat(entry.success()).isFalse();
            assertThat(entry.taskId()).isNull();
        });
    }

    @Test
    void createsEveryTaskOfASynchronousRequestOnce() {
        CreatedTasks created = accepted(api().createTasks(create(false, valid(3))));

        assertThat(created.items()).containsOnlyKeys(0, 1, 2);
        assertThat(created.items().values()).doesNotHaveDuplicates();
        assertThat(created.validationErrors()).isEmpty();
    }

    @Test
    void refusesASynchronousRequestThatHasNoValidTaskEvenIfItMaySkip() {
        Problem problem = rejected(api().createTasks(create(true, List.of(invalidInput(), invalidInput()))));

        assertThat(problem.kind()).isEqualTo(ProblemKind.VALIDATION);
    }

    @Test
    void leavesNothingBehindOfASynchronousRequestThatItRefuses() {
        TaskId before = createdNow(validInput(7));
        String inputKey = read(before).inputKey();

        rejected(api().createTasks(create(false, List.of(validInput(7), invalidInput()))));

        Page<Task> after = accepted(api().tasks(TaskQuery.of(pool()).after(before)));
        assertThat(inputKey).isNotNull();
        assertThat(after.items()).extracting(Task::inputKey).doesNotContain(inputKey);
    }

    @Test
    void refusesMoreTasksThanASynchronousRequestMayHave() {
        Map<String, Object> input = invalidInput();

        Problem problem = rejected(api().createTasks(create(false, Collections.nCopies(5_001, input))));

        assertThat(problem.kind()).isIn(ProblemKind.TOO_LARGE, ProblemKind.VALIDATION);
    }

    @Test
    void showsATaskWithWhatItWasCreatedWith() {
        TaskId id = createdNow(validInput(3));

        Task task = read(id);

        assertThat(task.poolId()).isEqualTo(pool());
        assertThat(task.overlap()).isEqualTo(Overlap.of(1));
        assertThat(task.created()).isNotNull();
    }

    @Test
    void findsTasksByTheTimeOfTheirCreation() {
        TaskId id = createdNow(validInput(4));
        Instant created = read(id).created();
        TaskQuery query = TaskQuery.of(pool()).between(id, id);

        Page<Task> since = accepted(api().tasks(query.created(created, null)));
        Page<Task> earlier = accepted(api().tasks(query.created(null, created)));

        assertThat(since.items()).extracting(Task::id).containsExactly(id);
        assertThat(earlier.items()).isEmpty();
    }

    @Test
    void pagesThroughAPoolInTheOrderOfIds() {
        List<TaskId> created = new ArrayList<>(
                accepted(api().createTasks(create(false, valid(5)))).items().values());
        created.sort(ContractSubject::compare);

        List<Task> tasks = tasksInPool(created.get(0), created.get(4));

        assertThat(tasks)
                .extracting(Task::id)
                .containsAll(created)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(ContractSubject::compare);
    }

    @Test
    void knowsNoPoolOfSomebodyElse() {
        assertThat(rejected(api().pool(NOBODYS)).kind()).isIn(ProblemKind.NOT_FOUND, ProblemKind.ACCESS);
    }

    @Test
    void createsNothingInAPoolOfSomebodyElse() {
        NewTask task = NewTask.of(NOBODYS, validInput(0)).withOverlap(Overlap.of(1));
        CreateTasks call =
                CreateTasks.of(OperationId.of(freshId()), new CreateOptions(false, false, false), List.of(task));

        Problem problem = rejected(api().createTasks(call));

        assertThat(problem.kind())
                .isIn(ProblemKind.VALIDATION, ProblemKind.NOT_FOUND, ProblemKind.ACCESS, ProblemKind.POOL);
    }
}
