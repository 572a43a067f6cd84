package io.github.tolokaconnect.simulator.request;

import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Understands requests: credential, then route and method, then media types, then parameters and body. Immutable; any thread
 * may use it.
 */
public final class CallReader {
    private static final String ROOT = "/api/v1/";

    private final Fixture fixture;

    /** A reader for the tokens and projects of {@code fixture}. */
    public CallReader(Fixture fixture) {
        this.fixture = fixture;
    }

    /** What {@code request} asks for, when there are these pools; a refusal when that cannot be asked. */
    public Call read(ApiRequest request, PoolDirectory pools) {
        try {
            Gate.checkToken(request.authorization(), fixture);
            if (!request.path().startsWith(ROOT)) {
                throw notFound();
            }
            return route(
                    request,
                    Arrays.asList(request.path().substring(ROOT.length()).split("/", -1)),
                    pools);
        } catch (RefusedException e) {
            return new Call.Refused(e.error());
        }
    }

    private Call route(ApiRequest request, List<String> path, PoolDirectory pools) throws RefusedException {
        return switch (path.get(0)) {
            case "tasks" -> tasks(request, path, pools);
            case "operations" -> operations(request, path);
            case "pools" -> pools(request, path, pools);
            case "projects" -> projects(request, path);
            case "requester" -> {
                allow(request, path.size() == 1, "GET");
                yield new Call.ReadRequester();
            }
            default -> throw notFound();
        };
    }

    private static Call tasks(ApiRequest request, List<String> path, PoolDirectory pools) throws RefusedException {
        if (path.size() == 1) {
            allow(request, true, "GET", "POST");
            return request.method().equals("GET") ? listTasks(request, pools) : createTasks(request, pools);
        }
        if (path.size() == 2) {
            allow(request, true, "GET", "PATCH");
            TaskId id = taskId(path);
            return request.method().equals("GET") ? new Call.ReadTask(id) : ChangeReader.change(request, id, pools);
        }
        allow(request, path.size() == 3 && path.get(2).equals("set-overlap-or-min"), "PATCH");
        return ChangeReader.setOverlapOrMin(request, taskId(path), pools);
    }

    private static Call createTasks(ApiRequest request, PoolDirectory pools) throws RefusedException {
        Gate.checkContentType(request.contentType());
        CreateParameters parameters = QueryParameters.create(request);
        // Without an operation there is nothing that the id could name, so it is not even looked at.
        OperationId operationId =
                parameters.isAsync() ? QueryParameters.operationId(request).orElse(null) : null;
        return new Call.CreateTasks(parameters, operationId, TaskReader.read(request.body(), parameters, pools));
    }

    private static Call listTasks(ApiRequest request, PoolDirectory pools) throws RefusedException {
        String pool = request.parameter("pool_id")
                .orElseThrow(() -> new RefusedException(ApiError.field("pool_id", FieldError.required())));
        return new Call.ListTasks(ownPool(pool, pools), QueryParameters.list(request, ListShape.TASKS));
    }

    private static TaskId taskId(List<String> path) throws RefusedException {
        return TaskId.parse(path.get(1)).orElseThrow(() -> new RefusedException(ApiError.doesNotExist()));
    }

    private static Call operations(ApiRequest request, List<String> path) throws RefusedException {
        if (path.size() == 1) {
            allow(request, true, "GET");
            return new Call.ListOperations(QueryParameters.list(request, ListShape.OPERATIONS));
        }
        boolean isLog = path.size() == 3 && path.get(2).equals("log");
        allow(request, path.size() == 2 || isLog, "GET");
        OperationId id = new OperationId(path.get(1));
        return isLog ? new Call.ReadOperationLog(id) : new Call.ReadOperation(id);
    }

    private static Call pools(ApiRequest request, List<String> path, PoolDirectory pools) throws RefusedException {
        if (path.size() == 1) {
            allow(request, true, "GET");
            return new Call.ListPools(QueryParameters.list(request, ListShape.POOLS));
        }
        if (path.size() == 2) {
            allow(request, true, "GET");
            return new Call.ReadPool(ownPool(path.get(1), pools));
        }
        Optional<PoolAction> action = path.size() == 3 ? PoolAction.named(path.get(2)) : Optional.empty();
        allow(request, action.isPresent(), "POST");
        return new Call.ActOnPool(ownPool(path.get(1), pools), action.orElseThrow());
    }

    /** The id of a pool that may not exist, but is not somebody else's. */
    private static PoolId ownPool(String text, PoolDirectory pools) throws RefusedException {
        PoolId id = new PoolId(text);
        if (pools.isForeign(id)) {
            throw new RefusedException(ApiError.accessDenied());
        }
        return id;
    }

    private Call projects(ApiRequest request, List<String> path) throws RefusedException {
        allow(request, path.size() <= 2, "GET");
        return path.size() == 1
                ? new Call.ListProjects(QueryParameters.list(request, ListShape.PROJECTS))
                : new Call.ReadProject(
                        fixture.project(path.get(1)).orElseThrow(() -> new RefusedException(ApiError.doesNotExist())));
    }

    private static void allow(ApiRequest request, boolean isRoute, String... methods) throws RefusedException {
        if (!isRoute) {
            throw notFound();
        }
        if (!Arrays.asList(methods).contains(request.method())) {
            throw new RefusedException(ApiError.of(
                    405, "METHOD_NOT_ALLOWED", "This path allows " + String.join(" and ", methods) + " only"));
        }
        Gate.checkAccept(request.accept());
    }

    private static RefusedException notFound() {
        return new RefusedException(ApiError.of(404, "NOT_FOUND", "The API has no such path"));
    }
}
