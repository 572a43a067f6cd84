package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.util.Optional;

/** Why a request creates no tasks at all, whatever they are. */
final class TaskRefusals {
    private static final ApiError ARCHIVED =
            ApiError.of(409, "POOL_INAPPROPRIATE_STATUS", "Pool is in an inappropriate status");

    private final PoolBoard board;
    private final Account account;
    private final Readings readings;

    TaskRefusals(PoolBoard board, Account account, Readings readings) {
        this.board = board;
        this.account = account;
        this.readings = readings;
    }

    /** The reason to refuse the request at its submission, if there is one. */
    Optional<ApiError> refusal(CreateParameters parameters, TaskBody.Tasks tasks) {
        if (readings.isOther(Reading.BALANCE_TO_CREATE) && !account.hasMoney()) {
            return Optional.of(ApiError.of(409, "NOT_ENOUGH_BALANCE", "The balance must be above 0 to create tasks"));
        }
        for (Pool pool : tasks.pools()) {
            Optional<ApiError> refusal = refusal(pool);
            if (refusal.isPresent() && !(parameters.isAsync() && isLate(pool))) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** The reason why an operation cannot create tasks in {@code pool}, if it was not one to refuse the request already. */
    Optional<ApiError> lateRefusal(Pool pool) {
        return isLate(pool) ? refusal(pool) : Optional.empty();
    }

    private boolean isLate(Pool pool) {
        return !pool.isMixed() && isUsable(pool) && readings.isOther(Reading.MIXER_CONFIG);
    }

    private boolean isUsable(Pool pool) {
        PoolStatus status = board.status(pool);
        return status == PoolStatus.OPEN || status == PoolStatus.CLOSED;
    }

    private Optional<ApiError> refusal(Pool pool) {
        return board.status(pool) == PoolStatus.ARCHIVED && readings.isOther(Reading.ARCHIVED_POOL)
                ? Optional.of(ARCHIVED)
                : board.refusalOfTasks(pool);
    }
}
