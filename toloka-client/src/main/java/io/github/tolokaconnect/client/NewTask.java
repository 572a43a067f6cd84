package io.github.tolokaconnect.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task to be created. Start with {@link #of} and add with the {@code with…} methods.
 *
 * @param inputValues input fields by name: strings, numbers, booleans, lists, maps, null
 * @param overlap at least 1; null leaves it to the pool, which needs {@link CreateOptions#allowDefaults()}
 * @param knownSolutions make it a control task
 * @param baselineSolutions simulated answers for dynamic overlap
 * @param messageOnUnknownSolution hint of a training task
 * @param audience who may see it
 */
public record NewTask(
        PoolId poolId,
        Map<String, Object> inputValues,
        @Nullable Overlap overlap,
        List<Solution> knownSolutions,
        List<Solution> baselineSolutions,
        @Nullable String messageOnUnknownSolution,
        @Nullable Localization localization,
        Audience audience) {

    public NewTask {
        Objects.requireNonNull(poolId, "poolId");
        Objects.requireNonNull(audience, "audience");
        inputValues = Collections.unmodifiableMap(new LinkedHashMap<>(inputValues));
        knownSolutions = List.copyOf(knownSolutions);
        baselineSolutions = List.copyOf(baselineSolutions);
        if (overlap != null && overlap.people() != null && overlap.people() == 0) {
            throw new IllegalArgumentException("overlap=0 in a new task of pool " + poolId + "; it must be at least 1");
        }
    }

    /** A plain task. */
    public static NewTask of(PoolId poolId, Map<String, Object> inputValues) {
        return new NewTask(poolId, inputValues, null, List.of(), List.of(), null, null, Audience.EVERYONE);
    }

    /** The same task with that overlap. */
    public NewTask withOverlap(Overlap newOverlap) {
        return new NewTask(
                poolId,
                inputValues,
                newOverlap,
                knownSolutions,
                baselineSolutions,
                messageOnUnknownSolution,
                localization,
                audience);
    }

    /** The same task as a control task. */
    public NewTask withKnownSolutions(List<Solution> solutions) {
        return new NewTask(
                poolId,
                inputValues,
                overlap,
                solutions,
                baselineSolutions,
                messageOnUnknownSolution,
                localization,
                audience);
    }

    /** The same task with simulated answers. */
    public NewTask withBaselineSolutions(List<Solution> solutions) {
        return new NewTask(
                poolId,
                inputValues,
                overlap,
                knownSolutions,
                solutions,
                messageOnUnknownSolution,
                localization,
                audience);
    }

    /** The same task with a hint, and the hint in further languages. */
    public NewTask withHint(String message, @Nullable Localization translations) {
        return new NewTask(
                poolId, inputValues, overlap, knownSolutions, baselineSolutions, message, translations, audience);
    }

    /** The same task for that audience. */
    public NewTask withAudience(Audience newAudience) {
        return new NewTask(
                poolId,
                inputValues,
                overlap,
                knownSolutions,
                baselineSolutions,
                messageOnUnknownSolution,
                localization,
                newAudience);
    }
}
