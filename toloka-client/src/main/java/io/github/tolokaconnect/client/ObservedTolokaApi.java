package io.github.tolokaconnect.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Another {@link TolokaApi}, measured. Each call is timed, from its start to its answer, as {@code toloka.http.requests} with the
 * tags {@code method}, {@code endpoint} (a template, never an id), {@code outcome} and {@code status} ({@code NONE} where
 * no answer came); each exceeded quota is counted as {@code toloka.quota.exceeded} with the tag {@code interval}.
 */
public final class ObservedTolokaApi implements TolokaApi {

    private final TolokaApi api;
    private final MeterRegistry registry;

    /** Measures {@code api} into {@code registry}; closing this closes {@code api}, but not the registry. */
    public ObservedTolokaApi(TolokaApi api, MeterRegistry registry) {
        this.api = api;
        this.registry = registry;
    }

    @Override
    public CompletableFuture<Answer<Operation>> startCreateTasks(CreateTasks call) {
        Observation observation = start("POST", "/tasks");
        return observation.of(api.startCreateTasks(call));
    }

    @Override
    public CompletableFuture<Answer<CreatedTasks>> createTasks(CreateTasks call) {
        Observation observation = start("POST", "/tasks");
        return observation.of(api.createTasks(call));
    }

    @Override
    public CompletableFuture<Answer<Operation>> operation(OperationId id) {
        Observation observation = start("GET", "/operations/{id}");
        return observation.of(api.operation(id));
    }

    @Override
    public CompletableFuture<Answer<Page<Operation>>> operations(OperationQuery query) {
        Observation observation = start("GET", "/operations");
        return observation.of(api.operations(query));
    }

    @Override
    public CompletableFuture<Answer<LogRead>> readOperationLog(
            OperationId id, LogDetail detail, Consumer<LogEntry> entries) {
        Observation observation = start("GET", "/operations/{id}/log");
        return observation.of(api.readOperationLog(id, detail, entries));
    }

    @Override
    public CompletableFuture<Answer<Pool>> pool(PoolId id) {
        Observation observation = start("GET", "/pools/{id}");
        return observation.of(api.pool(id));
    }

    @Override
    public CompletableFuture<Answer<Project>> project(ProjectId id) {
        Observation observation = start("GET", "/projects/{id}");
        return observation.of(api.project(id));
    }

    @Override
    public CompletableFuture<Answer<Page<Task>>> tasks(TaskQuery query) {
        Observation observation = start("GET", "/tasks");
        return observation.of(api.tasks(query));
    }

    @Override
    public CompletableFuture<Answer<Task>> setOverlapOrMin(TaskId id, Overlap overlap) {
        Observation observation = start("PATCH", "/tasks/{id}/set-overlap-or-min");
        return observation.of(api.setOverlapOrMin(id, overlap));
    }

    @Override
    public CompletableFuture<Answer<Requester>> requester() {
        Observation observation = start("GET", "/requester");
        return observation.of(api.requester());
    }

    @Override
    public void close() {
        api.close();
    }

    private Observation start(String method, String endpoint) {
        return new Observation(registry, Timer.start(registry), method, endpoint);
    }

    /** One call under way. */
    private record Observation(MeterRegistry registry, Timer.Sample sample, String method, String endpoint) {

        <T> CompletableFuture<Answer<T>> of(CompletableFuture<Answer<T>> call) {
            return call.whenComplete((answer, failure) -> record(answer));
        }

        private void record(@Nullable Answer<?> answer) {
            if (answer == null) {
                record("FAILED", "NONE");
            } else if (answer instanceof Answer.Accepted<?> accepted) {
                record("ACCEPTED", Integer.toString(accepted.httpStatus()));
            } else if (answer instanceof Answer.Throttled<?> throttled) {
                record("THROTTLED", statusOf(throttled.problem()));
                Counter.builder("toloka.quota.exceeded")
                        .description("Answers that said a quota is used up")
                        .tag("interval", throttled.interval().name())
                        .register(registry)
                        .increment();
            } else if (answer instanceof Answer.Rejected<?> rejected) {
                record("REJECTED", statusOf(rejected.problem()));
            } else if (answer instanceof Answer.Unavailable<?> unavailable) {
                record("UNAVAILABLE", statusOf(unavailable.problem()));
            } else {
                throw new AssertionError(answer);
            }
        }

        private void record(String outcome, String status) {
            sample.stop(Timer.builder("toloka.http.requests")
                    .description("Calls of the API, from their start to their answer")
                    .tag("method", method)
                    .tag("endpoint", endpoint)
                    .tag("outcome", outcome)
                    .tag("status", status)
                    .register(registry));
        }

        private static String statusOf(@Nullable Problem problem) {
            return problem == null || problem.httpStatus() == 0 ? "NONE" : Integer.toString(problem.httpStatus());
        }
    }
}
