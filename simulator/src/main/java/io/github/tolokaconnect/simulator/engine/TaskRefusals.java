package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Why a request creates no tasks at all, whatever they are. */
final class TaskRefusals {
    private static final ApiError ARCHIVED =
            ApiError.of(409, "POOL_INAPPROPRIATE_STATUS", "Pool is in an inappropriate status");

    private final PoolRules rules;
    private final PoolBoard board;
    private final Account account;
    private final Readings readings;

    TaskRefusals(PoolRules rules, PoolBoard board, Account account, Readings readings) {
        this.rules = rules;
        this.board = board;
        this.account = account;
        this.readings = readings;
    }

    /** The reason to refuse the request at its submission, if there is one. */
    Optional<ApiError> refusal(CreateParameters parameters, TaskBody.Tasks tasks) {
        if (readings.isOther(Reading.BALANCE_TO_CREATE) && !account.hasMoney()) {
            return Optional.of(ApiError.of(409, "NOT_ENOUGH_BALANCE", "The balance must be above 0 to create tasks"));
        }
        for (TaskBody.Share share : tasks.shares()) {
            Optional<ApiError> refusal = refusal(share);
            if (refusal.isPresent() && !(parameters.isAsync() && isLate(refusal.get()))) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** The pools that refuse the tasks of an operation when it does its work, each with the reason. */
    Map<PoolId, ApiError> refusedPools(TaskBody.Tasks tasks) {
        Map<PoolId, ApiError> refused = new HashMap<>();
        for (TaskBody.Share share : tasks.shares()) {
            refusal(share).ifPresent(error -> refused.put(share.pool().id(), error));
        }
        return refused;
    }

    private boolean isLate(ApiError refusal) {
        return switch (refusal.code()) {
            case "MIXER_CONFIG_REQUIRED" -> readings.isOther(Reading.MIXER_CONFIG);
            case "POOL_TASK_TYPE_CONFLICT" -> readings.isOther(Reading.ZERO_PRICE);
            default -> false;
        };
    }

    private Optional<ApiError> refusal(TaskBody.Share share) {
        return board.status(share.pool()) == PoolStatus.ARCHIVED && readings.isOther(Reading.ARCHIVED_POOL)
                ? Optional.of(ARCHIVED)
                : rules.refusalOfTasks(share);
    }
}
