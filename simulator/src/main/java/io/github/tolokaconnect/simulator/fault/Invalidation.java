package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.Fingerprint;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.util.List;

/** Makes valid tasks invalid. Which ones depends on their pool and input values: a task that is refused is refused again. */
final class Invalidation {
    private static final int FRACTION_BITS = 53;

    private final double share;
    private final long seed;
    private final ObjectNode errors;

    Invalidation(PlatformFault.InvalidateItems fault, long seed) {
        FieldErrors collected = new FieldErrors();
        collected.add(fault.field(), FieldError.of(fault.code(), "Value is not valid"));
        this.share = fault.share();
        this.seed = seed;
        this.errors = collected.toJson();
    }

    Call apply(Call call) {
        if (!(call instanceof Call.CreateTasks create && create.body() instanceof TaskBody.Tasks tasks)) {
            return call;
        }
        List<Item> items = tasks.items().stream().map(this::item).toList();
        return new Call.CreateTasks(
                create.parameters(),
                create.operationId(),
                new TaskBody.Tasks(tasks.isArray(), items, tasks.shares()),
                create.bodyPrint());
    }

    private Item item(Item item) {
        return item instanceof Item.Valid valid && isPicked(valid.fingerprint())
                ? new Item.Invalid(valid.source(), errors)
                : item;
    }

    private boolean isPicked(Fingerprint fingerprint) {
        // A fingerprint is a hash, so its bits are as good as chance.
        long bits = (fingerprint.high() ^ seed) >>> (Long.SIZE - FRACTION_BITS);
        return bits * 0x1.0p-53 < share;
    }
}
