package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.TaskSpec;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the solutions that a task brings: the known ones of control tasks, and the baselines of dynamic overlap. */
final class SolutionRules {
    private final boolean areComplete;

    SolutionRules(Readings readings) {
        this.areComplete = !readings.isOther(Reading.SOLUTION_FIELDS);
    }

    /** Checks both kinds; without a specification, as when the pool is unknown, only their shape. */
    void check(JsonNode task, @Nullable TaskSpec outputSpec, FieldErrors errors) {
        check(task, TaskKeys.KNOWN_SOLUTIONS, "correctness_weight", outputSpec, errors);
        check(task, TaskKeys.BASELINE_SOLUTIONS, "confidence_weight", outputSpec, errors);
    }

    private void check(
            JsonNode task, String path, String weightName, @Nullable TaskSpec outputSpec, FieldErrors errors) {
        JsonNode solutions = FieldChecks.value(task, path);
        if (solutions == null) {
            return;
        }
        if (!solutions.isArray()) {
            errors.add(path, FieldError.noArray());
            return;
        }
        for (int index = 0; index < solutions.size(); index++) {
            JsonNode solution = solutions.get(index);
            String place = path + "." + index;
            if (solution.isObject()) {
                FieldChecks.checkNames(solution, Set.of(TaskKeys.OUTPUT_VALUES, weightName), place + ".", errors);
                checkValues(
                        solution.get(TaskKeys.OUTPUT_VALUES), place + "." + TaskKeys.OUTPUT_VALUES, outputSpec, errors);
                checkWeight(FieldChecks.value(solution, weightName), place + "." + weightName, errors);
            } else {
                errors.add(place, solution.isNull() ? FieldError.required() : FieldError.noObject());
            }
        }
    }

    private void checkValues(
            @Nullable JsonNode values, String path, @Nullable TaskSpec outputSpec, FieldErrors errors) {
        if (outputSpec != null && areComplete) {
            outputSpec.check(values, path, errors);
        } else if (outputSpec != null) {
            outputSpec.checkPresent(values, path, errors);
        } else if (values == null || values.isNull()) {
            errors.add(path, FieldError.required());
        } else if (!values.isObject()) {
            errors.add(path, FieldError.noObject());
        }
    }

    private static void checkWeight(@Nullable JsonNode weight, String path, FieldErrors errors) {
        if (weight == null) {
            return;
        }
        if (!weight.isNumber()) {
            errors.add(path, FieldError.noNumber());
            return;
        }
        FieldChecks.checkRange(weight.decimalValue(), 0, 1, path, errors);
    }
}
