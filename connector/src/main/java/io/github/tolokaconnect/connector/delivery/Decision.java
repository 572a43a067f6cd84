package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a submission turns into, and what is to be done about it.
 *
 * @param next its next state; absent when it has ended or ends now
 * @param effects in the order in which they are to be run
 * @param announcement what people are to be told; absent if nothing
 * @param ending the results that are to be committed, after which it has ended; absent if it goes on
 * @param split whether it ended without results and its records are to be tried again in two halves
 * @param block what has to wait because of the answer
 */
record Decision(
        @Nullable Submission next,
        List<Effect> effects,
        @Nullable Publication announcement,
        @Nullable Ending ending,
        boolean split,
        @Nullable Block block) {

    /**
     * New requests have to wait.
     *
     * @param pool the pool concerned; absent for the whole account
     */
    record Block(@Nullable PoolId pool, Instant until) {}

    /**
     * How an operation ended.
     *
     * @param results what people are told about it
     * @param tally what became of its records, those that are tried again aside
     * @param retried records that another operation takes
     * @param end the last state, for people
     */
    record Ending(Publication results, Tally tally, OffsetSet retried, String end) {}

    static Decision to(Submission next, Effect... effects) {
        return new Decision(next, List.of(effects), null, null, false, null);
    }

    static Decision ended(Publication results, Tally tally, String end) {
        return ended(new Ending(results, tally, OffsetSet.EMPTY, end));
    }

    static Decision ended(Ending ending) {
        return new Decision(null, List.of(), null, ending, false, null);
    }

    /** It is over and leaves nothing to do. */
    static Decision over() {
        return new Decision(null, List.of(), null, null, false, null);
    }

    static Decision halved(Publication announcement) {
        return new Decision(null, List.of(), announcement, null, true, null);
    }

    Decision announcing(Publication what) {
        return new Decision(next, effects, what, ending, split, block);
    }

    Decision with(Effect effect) {
        return new Decision(next, List.of(effect), announcement, ending, split, block);
    }

    Decision blocking(@Nullable PoolId pool, Instant until) {
        return new Decision(next, effects, announcement, ending, split, new Block(pool, until));
    }
}
