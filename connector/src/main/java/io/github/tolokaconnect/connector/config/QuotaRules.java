package io.github.tolokaconnect.connector.config;

import java.util.List;

/** Rules between the keys that say how much goes out and how long to wait. */
final class QuotaRules {
    private static final String SINK_TASKS = "tasks.max";

    private QuotaRules() {}

    static void check(Draft draft) {
        synchronousRequests(draft);
        buffer(draft);
        shares(draft);
        ordered(draft, OperationConfig.POLL, OperationConfig.POLL_MAX);
        ordered(draft, PacingConfig.BACKOFF, PacingConfig.BACKOFF_MAX);
    }

    private static void synchronousRequests(Draft draft) {
        if (OperationConfig.SYNC.equals(draft.value(OperationConfig.MODE))
                && draft.number(BatchingConfig.BATCH_SIZE) > BatchingConfig.API_MAX_SYNC_TASKS) {
            var message =
                    "operation.mode=sync allows at most 5000 tasks a request; lower batch.size or use operation.mode=async";
            draft.error(BatchingConfig.BATCH_SIZE, message);
            draft.error(OperationConfig.MODE, message);
        }
    }

    private static void buffer(Draft draft) {
        if (draft.number(BatchingConfig.BATCH_SIZE) > draft.number(BatchingConfig.BUFFERED_RECORDS)) {
            draft.error(
                    BatchingConfig.BUFFERED_RECORDS,
                    "max.buffered.records is below batch.size, so no micro-batch could fill; raise it or lower batch.size");
        }
    }

    /** Every sink task gets at least one task of a limit, so a limit below their number would not hold. */
    private static void shares(Draft draft) {
        if (!draft.text(SINK_TASKS).matches("[0-9]{1,9}")) {
            return;
        }
        int sinkTasks = Integer.parseInt(draft.text(SINK_TASKS));
        for (String key :
                List.of(SafetyConfig.MAX_TASKS_PER_DAY, PacingConfig.TASKS_PER_MINUTE, PacingConfig.TASKS_PER_DAY)) {
            double limit = draft.number(key);
            if (limit >= 0 && limit < sinkTasks) {
                draft.error(
                        key,
                        key + "=" + (long) limit + " is below tasks.max=" + sinkTasks
                                + ", so not every sink task could have a share; raise it or lower tasks.max");
            }
        }
    }

    private static void ordered(Draft draft, String first, String longest) {
        if (draft.number(first) > draft.number(longest)) {
            draft.error(longest, longest + " is below " + first + "; raise it or lower " + first);
        }
    }
}
