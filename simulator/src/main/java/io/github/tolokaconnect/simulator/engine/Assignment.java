package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.TaskId;
import io.github.tolokaconnect.simulator.workforce.Crowd;
import io.github.tolokaconnect.simulator.workforce.Opinions;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task in the hands of one person, with the answer. It holds little more than which task and the how-manieth answer: person
 * and answer follow from these, and any thread may work them out.
 *
 * @param id has the form of a task's id
 * @param number how many answers the task had before
 * @param created when the person took the task
 * @param submitted when the person answered; it is accepted or rejected at once
 */
record Assignment(
        Labels labels, TaskId id, Pool pool, CreatedTask task, int number, Instant created, Instant submitted) {
    // Turns the id of a task into that of the suite that it makes up alone, and back.
    private static final long SUITE_BIT = 1L << 63;

    /** What all assignments of a simulation share. */
    record Labels(Crowd crowd, Opinions opinions, ObjectNode requester, Readings readings) {}

    /** The id of the suite that holds this task alone, or of the task that makes up this suite alone. */
    static TaskId counterpart(TaskId id) {
        return new TaskId(id.pool(), id.second(), id.serial() ^ SUITE_BIT);
    }

    boolean isAccepted() {
        return labels.opinions().isAccepted(task.id(), number);
    }

    String status() {
        return isAccepted() ? "ACCEPTED" : "REJECTED";
    }

    String person() {
        return labels.crowd().person(task.id(), task.source().object(), number);
    }

    Answer answer() {
        ObjectNode source = task.source().object();
        return new Answer(
                id.toString(),
                pool.id().value(),
                task.id().toString(),
                labels.crowd().person(task.id(), source, number),
                isAccepted(),
                source.withObjectProperty("input_values"),
                outputValues(source),
                created,
                submitted);
    }

    /** The assignment as the API shows it. */
    ObjectNode toJson() {
        ObjectNode source = task.source().object();
        ObjectNode json = Wire.JSON
                .createObjectNode()
                .put("id", id.toString())
                .put("task_suite_id", counterpart(task.id()).toString())
                .put("pool_id", pool.id().value())
                .put("user_id", labels.crowd().person(task.id(), source, number))
                .put("status", status())
                .put("reward", reward(pool));
        json.putArray("tasks").add(task.toJson(labels.readings(), number + 1));
        json.putArray("solutions").addObject().set("output_values", outputValues(source));
        json.put("mixed", true)
                .put("automerged", false)
                .put("created", Wire.date(created))
                .put("submitted", Wire.date(submitted))
                .put(isAccepted() ? "accepted" : "rejected", Wire.date(submitted));
        json.putObject("owner")
                .put("id", labels.requester().path("id").asText())
                .put("myself", true);
        return json;
    }

    /** The key of a field that sorts as assignments are ordered: a verdict comes when the answer comes. */
    String orderedKey(String field) {
        return switch (field) {
            case "id" -> id.toString();
            case "created" -> Wire.date(created);
            default -> Wire.date(submitted);
        };
    }

    @Nullable
    String key(String field) {
        return switch (field) {
            case "id" -> id.toString();
            case "created" -> Wire.date(created);
            case "submitted" -> Wire.date(submitted);
            case "accepted" -> isAccepted() ? Wire.date(submitted) : null;
            case "rejected" -> isAccepted() ? null : Wire.date(submitted);
            case "status" -> status();
            case "user_id" -> person();
            default -> null;
        };
    }

    /** What the pool pays for an accepted assignment; nothing unless it says so. */
    static BigDecimal reward(Pool pool) {
        return pool.toJson().path("reward_per_assignment").decimalValue();
    }

    private ObjectNode outputValues(ObjectNode source) {
        return labels.opinions().answer(task.id(), source, pool.project().outputSpec(), number);
    }
}
