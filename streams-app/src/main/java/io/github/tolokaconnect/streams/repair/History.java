package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How often an item was refused, and what was done. It is bounded: the last {@value #MOST_STEPS} refusals are remembered.
 *
 * @param collateral how often it was tried again at once
 * @param steps the refusals, oldest first
 */
record History(int collateral, List<Step> steps) {

    static final History NONE = new History(0, List.of());

    private static final int MOST_STEPS = 10;

    History {
        steps = List.copyOf(steps);
    }

    /**
     * A refusal, and what was done.
     *
     * @param eventId id of the validation-error event
     * @param at when it was refused
     * @param errorClass class of the error
     * @param code code of the first reason
     * @param path field of the first reason
     * @param attempt which attempt it was
     * @param action what was done
     */
    record Step(
            UUID eventId,
            Instant at,
            String errorClass,
            String code,
            @Nullable String path,
            int attempt,
            String action) {}

    History with(ValidationError error, RepairAction action) {
        FieldError reason = error.errors().get(0);
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step(
                error.eventId(),
                error.eventTime(),
                error.errorClass().value(),
                reason.code(),
                reason.path(),
                error.record().attempt(),
                action.name()));
        boolean isCollateral = RefusalKind.of(error) == RefusalKind.COLLATERAL && action == RepairAction.REEMIT;
        return new History(
                collateral + (isCollateral ? 1 : 0), all.subList(Math.max(0, all.size() - MOST_STEPS), all.size()));
    }

    /** When it was refused last; the epoch if never. */
    Instant touched() {
        return steps.stream().map(Step::at).max(Instant::compareTo).orElse(Instant.EPOCH);
    }
}
