package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the log of an operation says of the tasks that it did not create. */
final class FailedItems {
    private static final ApiError ABORTED =
            ApiError.of(409, "BATCH_REJECTED", "The task is valid; others of the request are not, so none was created");

    private final Readings readings;
    private final Chance requestIds;

    FailedItems(Readings readings, Chance requestIds) {
        this.readings = readings;
        this.requestIds = requestIds;
    }

    /** One entry for each invalid task, and for what else the operation has to say about tasks that it did not create. */
    List<Item.Invalid> logged(CreateParameters parameters, TaskBody.Tasks tasks, Map<PoolId, ApiError> refusedPools) {
        List<Item.Invalid> logged = new ArrayList<>();
        boolean hasInvalid = tasks.items().stream().anyMatch(Item.Invalid.class::isInstance);
        boolean isAborted = hasInvalid && !parameters.skipInvalidItems() && readings.isOther(Reading.ABORTED_TASKS);
        for (Item item : tasks.items()) {
            if (item instanceof Item.Invalid invalid) {
                logged.add(invalid(invalid));
            } else if (item instanceof Item.Valid valid) {
                ApiError refusal = refusedPools.get(valid.pool());
                if (refusal != null) {
                    logged.add(failure(valid, refusal));
                } else if (isAborted) {
                    logged.add(failure(valid, ABORTED));
                }
            } else {
                throw new AssertionError(item);
            }
        }
        return logged;
    }

    private Item.Invalid invalid(Item.Invalid item) {
        if (!readings.isOther(Reading.FAILURE_OUTPUT)) {
            return item;
        }
        ApiError error = ApiError.validation(item.errors());
        ObjectNode envelope =
                Wire.JSON.createObjectNode().put("code", error.code()).put("message", error.message());
        envelope.set("payload", error.payload());
        return new Item.Invalid(item.source(), envelope);
    }

    private Item.Invalid failure(Item.Valid item, ApiError error) {
        return new Item.Invalid(item.source(), error.toJson("ao_" + requestIds.uuid()));
    }
}
