package io.github.tolokaconnect.simulator.fault;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.TaskBody;
import io.github.tolokaconnect.simulator.request.TaskId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a rule can ask about a request.
 *
 * @param method in upper case
 * @param path below {@code /api/v1}, such as {@code /tasks}
 * @param pools those that the request concerns
 * @param aspects what the request does
 * @param operation the operation that the request names, null for none; it exists if {@link Aspect#NAMES_OPERATION} is there
 */
public record RequestFacts(
        String method,
        String path,
        Set<PoolId> pools,
        Set<Aspect> aspects,
        @Nullable OperationId operation) {
    /** Facts about nothing. */
    static final RequestFacts NONE = new RequestFacts("", "", Set.of(), Set.of(), null);

    private static final String ROOT = "/api/v1";

    /** Copies the sets. */
    public RequestFacts {
        pools = Set.copyOf(pools);
        aspects = Set.copyOf(aspects);
    }

    /**
     * The facts about {@code request}, which was understood as {@code call}; empty for a path that is not one of the API.
     *
     * @param operations the pools of an operation, empty if there is no such operation
     */
    public static Optional<RequestFacts> of(
            ApiRequest request, Call call, Function<OperationId, Optional<Set<PoolId>>> operations) {
        if (!request.path().startsWith(ROOT + "/")) {
            return Optional.empty();
        }
        String path = request.path().substring(ROOT.length());
        Set<PoolId> pools = new HashSet<>(poolsInText(request, path));
        EnumSet<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        OperationId operation = operation(call);
        Optional<Set<PoolId>> known = operation == null ? Optional.empty() : operations.apply(operation);
        known.ifPresent(found -> {
            pools.addAll(found);
            aspects.add(Aspect.NAMES_OPERATION);
        });
        if (call instanceof Call.ReadOperationLog && known.isPresent()) {
            aspects.add(Aspect.READS_LOG);
        }
        if (call instanceof Call.CreateTasks create && create.body() instanceof TaskBody.Tasks tasks) {
            tasks.pools().forEach(pool -> pools.add(pool.id()));
            aspects.add(Aspect.CREATES_TASKS);
            if (create.parameters().isAsync() && known.isEmpty()) {
                aspects.add(Aspect.STARTS_OPERATION);
            }
        }
        if (!pools.isEmpty()) {
            aspects.add(Aspect.CONCERNS_POOL);
        }
        return Optional.of(new RequestFacts(request.method(), path, pools, aspects, operation));
    }

    private static @Nullable OperationId operation(Call call) {
        if (call instanceof Call.CreateTasks create) {
            return create.operationId();
        } else if (call instanceof Call.ReadOperation read) {
            return read.id();
        } else if (call instanceof Call.ReadOperationLog read) {
            return read.id();
        }
        return null;
    }

    /** The pools that path and query name; a task's id begins with the number of its pool. */
    private static Set<PoolId> poolsInText(ApiRequest request, String path) {
        Set<PoolId> pools = new HashSet<>();
        String parameter = request.query().get("pool_id");
        if (parameter != null) {
            pools.add(new PoolId(parameter));
        }
        List<String> segments = List.of(path.split("/", -1));
        if (segments.size() > 2 && segments.get(1).equals("pools")) {
            pools.add(new PoolId(segments.get(2)));
        } else if (segments.size() > 2 && segments.get(1).equals("tasks")) {
            TaskId.parse(segments.get(2)).ifPresent(id -> pools.add(new PoolId(Long.toString(id.pool()))));
        }
        return pools;
    }
}
