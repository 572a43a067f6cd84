package io.github.tolokaconnect.simulator.workforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldSpec;
import io.github.tolokaconnect.simulator.fixture.Project;
import io.github.tolokaconnect.simulator.fixture.TaskSpec;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.Fingerprint;
import io.github.tolokaconnect.simulator.request.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people say to a task, and whether it is accepted.
 *
 * <p>A task has a true answer: its {@code known_solutions} of greatest weight; else its {@code baseline_solutions} of greatest
 * weight; else one that is made up from the seed and the input values, the same for equal values. An answer is the true one
 * with the probability of the workforce's agreement, and otherwise differs from it in one field. Either way it is what the
 * project's {@code output_spec} asks for.
 */
public final class Opinions {
    private static final long TRUTH = 3;
    private static final long ANSWER = 4;
    private static final long ACCEPTANCE = 5;

    private final Workforce workforce;
    private final long seed;

    /** The opinions of a workforce. */
    public Opinions(Workforce workforce, long seed) {
        this.workforce = workforce;
        this.seed = seed;
    }

    /**
     * Checks that an answer can be made up for any task of {@code project}.
     *
     * @throws IllegalArgumentException if not; the message names the field
     */
    public void check(Project project) {
        for (FieldSpec field : project.outputSpec().fields()) {
            if (field.isRequired()
                    && ValueDraw.draw(field, Lot.of(seed), any -> true).isEmpty()) {
                throw new IllegalArgumentException(
                        "nobody can make up an answer for the output field " + field.name() + " of project "
                                + project.id() + "; give it allowed_values, or bounds and a pattern that leave room");
            }
        }
    }

    /** The true answer to a task, as {@code output_values}; the caller's own. */
    public ObjectNode truth(ObjectNode task, TaskSpec outputSpec) {
        return best(task.path("known_solutions"), "correctness_weight")
                .or(() -> best(task.path("baseline_solutions"), "confidence_weight"))
                .orElseGet(() -> madeUp(task, outputSpec));
    }

    /**
     * What the person says who gives the answer of this number, as {@code output_values}; the caller's own.
     *
     * @param number from 0
     */
    public ObjectNode answer(TaskId id, ObjectNode task, TaskSpec outputSpec, int number) {
        Lot lot = Lot.of(seed, ANSWER, id.pool(), id.second(), id.serial(), number);
        ObjectNode answer = truth(task, outputSpec);
        return lot.happens(workforce.agreement()) ? answer : different(answer, outputSpec, lot);
    }

    /** Whether the answer of this number is accepted. */
    public boolean isAccepted(TaskId id, int number) {
        return Lot.of(seed, ACCEPTANCE, id.pool(), id.second(), id.serial(), number)
                .happens(workforce.accepted());
    }

    private static Optional<ObjectNode> best(JsonNode solutions, String weightName) {
        JsonNode best = null;
        double bestWeight = -1;
        for (JsonNode solution : solutions) {
            double weight = solution.path(weightName).asDouble(1);
            if (weight > bestWeight) {
                best = solution.path("output_values");
                bestWeight = weight;
            }
        }
        return best instanceof ObjectNode values ? Optional.of(values.deepCopy()) : Optional.empty();
    }

    private ObjectNode madeUp(ObjectNode task, TaskSpec outputSpec) {
        Fingerprint values = Fingerprint.ofValues(task.path("input_values"));
        Lot lot = Lot.of(seed, TRUTH, values.high(), values.low());
        ObjectNode answer = Wire.JSON.createObjectNode();
        for (FieldSpec field : outputSpec.fields()) {
            // People leave out about half of what they may leave out.
            if (field.isRequired() || lot.happens(0.5)) {
                ValueDraw.draw(field, lot, any -> true).ifPresent(value -> answer.set(field.name(), value));
            }
        }
        return answer;
    }

    /** The answer with another value in one field; the answer itself when no field leaves a choice. */
    private static ObjectNode different(ObjectNode answer, TaskSpec outputSpec, Lot lot) {
        List<FieldSpec> fields = new ArrayList<>(outputSpec.fields());
        while (!fields.isEmpty()) {
            FieldSpec field = fields.remove((int) lot.between(0, fields.size() - 1));
            JsonNode value = answer.get(field.name());
            Optional<JsonNode> other = ValueDraw.draw(field, lot, drawn -> !field.isSame(drawn, value));
            if (other.isPresent()) {
                answer.set(field.name(), other.get());
                return answer;
            }
        }
        return answer;
    }
}
