package io.github.tolokaconnect.simulator.request;

import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
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
    private final Readings readings;
    private final ChangeReader changes;

    /** A reader for the tokens and projects of {@code fixture}, whose specifications are read in the same way. */
    public CallReader(Fixture fixture, Readings readings) {
        this.fixture = fixture;
        this.readings = readings;
        this.changes = new ChangeReader(readings);
    }

    /** What {@code request} asks for, when there are these pools; a refusal when that cannot be asked. */
    public Call read(ApiRequest request, PoolDirectory pools) {
        try {
            Gate.checkToken(request.authorization(), fixture, readings);
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
            case "assignments" -> assignments(request, path);
            case "webhook-subscriptions" -> subscriptions(request, path, pools);
            case "requester" -> {
                allow(request, path.size() == 1, "GET");
                yield new Call.ReadRequester();
            }
            default -> throw notFound();
        };
    }

    private Call tasks(ApiRequest request, List<String> path, PoolDirectory pools) throws RefusedException {
        if (path.size() == 1) {
            allow(request, true, "GET", "POST");
            return request.method().equals("GET") ? listTasks(request, pools) : createTasks(request, pools);
        }
        if (path.size() == 2) {
            allow(request, true, "GET", "PATCH");
            TaskId id = taskId(path);
            return request.method().equals("GET") ? new Call.ReadTask(id) : changes.change(request, id, pools);
        }
        allow(request, path.size() == 3 && path.get(2).equals("set-overlap-or-min"), "PATCH");
        return changes.setOverlapOrMin(request, taskId(path), pools);
    }

    private Call createTasks(ApiRequest request, PoolDirectory pools) throws RefusedException {
        Gate.checkContentType(request.contentType());
        CreateParameters parameters = QueryParameters.create(request, readings);
        // Without an operation there is nothing that the id could name, so it is not even looked at, unless it is
        // enforced.
        boolean hasId = parameters.isAsync() || readings.isOther(Reading.SYNC_OPERATION_ID);
        OperationId operationId =
                hasId ? QueryParameters.operationId(request, readings).orElse(null) : null;
        return new Call.CreateTasks(
                parameters,
                operationId,
                TaskReader.read(request.body(), parameters, pools, readings),
                readings.isOther(Reading.REPLAY_WITH_OTHER_BODY) ? Fingerprint.of(request.body()) : null);
    }

    private Call listTasks(ApiRequest request, PoolDirectory pools) throws RefusedException {
        String pool = request.parameter("pool_id")
                .orElseThrow(() -> new RefusedException(ApiError.field("pool_id", FieldError.required())));
        return new Call.ListTasks(ownPool(pool, pools), QueryParameters.list(request, ListShape.TASKS, readings));
    }

    private static TaskId taskId(List<String> path) throws RefusedException {
        return TaskId.parse(path.get(1)).orElseThrow(() -> new RefusedException(ApiError.doesNotExist()));
    }

    private Call operations(ApiRequest request, List<String> path) throws RefusedException {
        if (path.size() == 1) {
            allow(request, true, "GET");
            return new Call.ListOperations(QueryParameters.list(request, ListShape.OPERATIONS, readings));
        }
        boolean isLog = path.size() == 3 && path.get(2).equals("log");
        allow(request, path.size() == 2 || isLog, "GET");
        OperationId id = OperationId.of(path.get(1));
        return isLog ? new Call.ReadOperationLog(id) : new Call.ReadOperation(id);
    }

    private Call pools(ApiRequest request, List<String> path, PoolDirectory pools) throws RefusedException {
        if (path.size() == 1) {
            allow(request, true, "GET");
            return new Call.ListPools(QueryParameters.list(request, ListShape.POOLS, readings));
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
                ? new Call.ListProjects(QueryParameters.list(request, ListShape.PROJECTS, readings))
                : new Call.ReadProject(
                        fixture.project(path.get(1)).orElseThrow(() -> new RefusedException(ApiError.doesNotExist())));
    }

    private Call assignments(ApiRequest request, List<String> path) throws RefusedException {
        allow(request, path.size() <= 2, "GET");
        if (path.size() == 2) {
            return new Call.ReadAssignment(taskId(path));
        }
        ListQuery query = QueryParameters.list(request, ListShape.ASSIGNMENTS, readings);
        Optional<String> pool = request.parameter("pool_id");
        if (pool.isPresent()) {
            return new Call.ListAssignments(new PoolId(pool.get()), query);
        }
        Optional<String> suite = request.parameter("task_suite_id");
        String id = suite.or(() -> request.parameter("task_id"))
                .orElseThrow(() -> new RefusedException(ApiError.field("pool_id", FieldError.required())));
        TaskId none = new TaskId(0, 0, 0);
        return new Call.ListAssignmentsOfTask(TaskId.parse(id).orElse(none), suite.isPresent(), query);
    }

    private Call subscriptions(ApiRequest request, List<String> path, PoolDirectory pools) throws RefusedException {
        if (path.size() == 1) {
            allow(request, true, "GET", "PUT");
            return request.method().equals("PUT")
                    ? SubscriptionReader.read(request, pools)
                    : new Call.ListSubscriptions(QueryParameters.list(request, ListShape.SUBSCRIPTIONS, readings));
        }
        allow(request, path.size() == 2, "GET", "DELETE");
        return request.method().equals("GET")
                ? new Call.ReadSubscription(path.get(1))
                : new Call.Unsubscribe(path.get(1));
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
