package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ended.
 *
 * @param details the counters, null where the type has none; never changed
 * @param log one entry per item that was created or is invalid, in no useful order
 */
record Outcome(boolean isSuccess, @Nullable ObjectNode details, List<LogEntry> log) {
    Outcome {
        log = List.copyOf(log);
    }

    static Outcome done() {
        return new Outcome(true, null, List.of());
    }

    static ObjectNode counters(int valid, int invalid, int created) {
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
