package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.TaskSpec;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the top-level fields of a task. Each method adds what is wrong and goes on, so that all errors show at once. */
final class TaskRules {
    private final Readings readings;
    private final SolutionRules solutions;

    TaskRules(Readings readings) {
        this.readings = readings;
        this.solutions = new SolutionRules(readings);
    }

    /** Checks all but the pool, the input values and the overlap. */
    void checkExtras(ObjectNode task, @Nullable TaskSpec outputSpec, FieldErrors errors) {
        for (Iterator<String> names = task.fieldNames(); names.hasNext(); ) {
            checkName(names.next(), errors);
        }
        solutions.check(task, outputSpec, errors);
        FieldChecks.checkText(FieldChecks.value(task, TaskKeys.HINT), TaskKeys.HINT, errors);
        FieldChecks.checkText(FieldChecks.value(task, TaskKeys.ORIGIN), TaskKeys.ORIGIN, errors);
        LocalizationRules.check(FieldChecks.value(task, TaskKeys.LOCALIZATION), errors);
        for (String name : TaskKeys.STRING_SETS) {
            FieldChecks.checkStringSet(FieldChecks.value(task, name), name, errors);
        }
    }

    /** Checks what a task may be changed to besides its overlap; {@code allowed} names the fields that may be there. */
    void checkChange(ObjectNode change, Set<String> allowed, TaskSpec outputSpec, FieldErrors errors) {
        FieldChecks.checkNames(change, allowed, "", errors);
        solutions.check(change, outputSpec, errors);
        FieldChecks.checkText(FieldChecks.value(change, TaskKeys.HINT), TaskKeys.HINT, errors);
    }

    /** The overlap that a task asks for; null when it says nothing about it, or nothing valid. */
    @Nullable
    Overlap overlap(ObjectNode task, int min, FieldErrors errors) {
        JsonNode count = FieldChecks.value(task, TaskKeys.OVERLAP);
        JsonNode infinite = FieldChecks.value(task, TaskKeys.INFINITE_OVERLAP);
        if (infinite != null && !infinite.isBoolean()) {
            errors.add(TaskKeys.INFINITE_OVERLAP, FieldError.noBoolean());
            return null;
        }
        if (infinite != null && infinite.booleanValue()) {
            if (count != null && !readings.isOther(Reading.OVERLAP_BESIDE_INFINITE)) {
                errors.add(
                        TaskKeys.OVERLAP,
                        FieldError.of("VALUE_NOT_ALLOWED", "Value must be null when infinite_overlap is true"));
            }
            return Overlap.INFINITE;
        }
        return count != null ? finite(count, min, errors) : null;
    }

    /** What is wrong with a task that gets no overlap from anywhere. */
    FieldError missingOverlap() {
        return readings.isOther(Reading.MISSING_OVERLAP) ? FieldError.noInteger() : FieldError.required();
    }

    private static @Nullable Overlap finite(JsonNode count, int min, FieldErrors errors) {
        if (!count.isIntegralNumber()) {
            errors.add(TaskKeys.OVERLAP, FieldError.noInteger());
            return null;
        }
        return FieldChecks.checkRange(count.decimalValue(), min, Pool.MAX_OVERLAP, TaskKeys.OVERLAP, errors)
                ? Overlap.of(count.intValue())
                : null;
    }

    private void checkName(String name, FieldErrors errors) {
        if (name.equals(TaskKeys.ORIGIN) && readings.isOther(Reading.ORIGIN_TASK_ID)) {
            errors.add(name, readOnly());
        } else if (TaskKeys.isReadOnly(name)) {
            if (readings.isOther(Reading.READ_ONLY_KEYS)) {
                errors.add(name, readOnly());
            }
        } else if (!TaskKeys.isOwn(name) && !TaskKeys.isMarker(name) && !readings.isOther(Reading.UNKNOWN_TASK_KEYS)) {
            errors.add(name, FieldError.unknown());
        }
    }

    private static FieldError readOnly() {
        return FieldError.of("VALUE_NOT_ALLOWED", "The server sets this value itself");
    }
}
