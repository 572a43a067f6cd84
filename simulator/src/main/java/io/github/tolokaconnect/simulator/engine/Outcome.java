package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ended.
 *
 * @param details null where the type has none
 * @param operationLog null where there are no items
 */
record Outcome(
        boolean isSuccess,
        @Nullable Details details,
        @Nullable OperationLog operationLog) {
    /** What an operation tells of its end; kept small, since it is kept for every operation. */
    @FunctionalInterface
    interface Details {
        /** A fresh copy as the API shows it. */
        ObjectNode toJson();
    }

    /** What became of the items of a request. */
    record Counters(int valid, int invalid, int created) implements Details {
        @Override
        public ObjectNode toJson() {
            int total = valid + invalid;
            return Wire.JSON
                    .createObjectNode()
                    .put("total_count", total)
                    .put("valid_count", valid)
                    .put("not_valid_count", invalid)
                    .put("success_count", created)
                    .put("failed_count", total - created);
        }
    }

    /** How many items a request had, whatever became of them. */
    record ItemCount(int items) implements Details {
        @Override
        public ObjectNode toJson() {
            return Wire.JSON.createObjectNode().put("items_count", items);
        }
    }

    static Outcome done() {
        return new Outcome(true, null, null);
    }

    /** One entry per item that was created or is invalid, in no useful order; each is fetched when it is read. */
    List<LogEntry> log() {
        return operationLog == null ? List.of() : operationLog.entries();
    }
}
