package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.PoolId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a submission turns into, and what is to be done about it.
 *
 * @param next its next state; absent when it has ended
 * @param effects in the order in which they are to be run
 * @param settled what became of its records, if it ended with results
 * @param split whether it ended without results and its records are to be tried again in two halves
 * @param block what has to wait because of the answer
 */
record Decision(
        @Nullable Submission next,
        List<Effect> effects,
        @Nullable Tally settled,
        boolean split,
        @Nullable Block block) {

    /**
     * New requests have to wait.
     *
     * @param pool the pool concerned; absent for the whole account
     */
    record Block(@Nullable PoolId pool, Instant until) {}

    static Decision to(Submission next, Effect... effects) {
        return new Decision(next, List.of(effects), null, false, null);
    }

    static Decision settled(Tally tally) {
        return new Decision(null, List.of(), tally, false, null);
    }

    static Decision halved(Effect... effects) {
        return new Decision(null, List.of(effects), null, true, null);
    }

    Decision blocking(@Nullable PoolId pool, Instant until) {
        return new Decision(next, effects, settled, split, new Block(pool, until));
    }
}
