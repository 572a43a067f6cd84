package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.OperationId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on purpose while one call is carried out.
 *
 * @param instead the answer that comes in the place of carrying it out, null to carry it out
 * @param upheaval what changes just before
 * @param fate what becomes of the operation that the call starts
 * @param log what is wrong with the operation log that the call reads
 */
public record Distortion(@Nullable ApiError instead, Upheaval upheaval, Fate fate, LogDistortion log) {
    /** Nothing goes wrong. */
    public static final Distortion NONE = new Distortion(null, Upheaval.NONE, Fate.USUAL, LogDistortion.NONE);

    /** The same with this answer in the place of carrying the call out. */
    public Distortion withInstead(ApiError newInstead) {
        return new Distortion(newInstead, upheaval, fate, log);
    }

    /** The same with these changes before. */
    public Distortion withUpheaval(Upheaval newUpheaval) {
        return new Distortion(instead, newUpheaval, fate, log);
    }

    /** The same with this fate of the operation. */
    public Distortion withFate(Fate newFate) {
        return new Distortion(instead, upheaval, newFate, log);
    }

    /** The same with this wrong with the operation log. */
    public Distortion withLog(LogDistortion newLog) {
        return new Distortion(instead, upheaval, fate, newLog);
    }

    /**
     * What becomes of an operation that creates tasks.
     *
     * @param holder who keeps it from ending, until {@link Engine#release}; null for nobody
     * @param isFailing whether it creates nothing and ends as FAIL with an empty log
     */
    public record Fate(@Nullable String holder, boolean isFailing) {
        /** It takes its time and ends. */
        public static final Fate USUAL = new Fate(null, false);

        /** The same, kept from ending by {@code newHolder}. */
        public Fate heldBy(String newHolder) {
            return new Fate(newHolder, isFailing);
        }

        /** The same, failing. */
        public Fate failing() {
            return new Fate(holder, true);
        }
    }

    /**
     * What changes in the world before a call is carried out.
     *
     * @param archived pools that are archived; unknown ones are passed over
     * @param isMinuteUsedUp whether no more tasks are granted until the minute ends
     * @param isDayUsedUp whether no more tasks are granted until the day ends
     * @param forgotten an operation that is forgotten while its work goes on, null for none
     */
    public record Upheaval(
            Set<PoolId> archived,
            boolean isMinuteUsedUp,
            boolean isDayUsedUp,
            @Nullable OperationId forgotten) {
        /** Nothing changes. */
        public static final Upheaval NONE = new Upheaval(Set.of(), false, false, null);

        /** Copies the set. */
        public Upheaval {
            archived = Set.copyOf(archived);
        }

        /** The same, and these pools are archived. */
        public Upheaval archiving(Set<PoolId> pools) {
            Set<PoolId> all = new HashSet<>(archived);
            all.addAll(pools);
            return new Upheaval(all, isMinuteUsedUp, isDayUsedUp, forgotten);
        }

        /** The same, and the quota of the minute is used up. */
        public Upheaval usingUpMinute() {
            return new Upheaval(archived, true, isDayUsedUp, forgotten);
        }

        /** The same, and the quota of the day is used up. */
        public Upheaval usingUpDay() {
            return new Upheaval(archived, isMinuteUsedUp, true, forgotten);
        }

        /** The same, and this operation is forgotten. */
        public Upheaval forgetting(OperationId operation) {
            return new Upheaval(archived, isMinuteUsedUp, isDayUsedUp, operation);
        }
    }
}
