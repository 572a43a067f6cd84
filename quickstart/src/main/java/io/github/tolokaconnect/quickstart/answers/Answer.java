package io.github.tolokaconnect.quickstart.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One person's answer to one task.
 *
 * @param taskId the task
 * @param json the answer as the streams app reads it
 */
record Answer(String taskId, ObjectNode json) {

    /**
     * The answers in an assignment: a solution for each of its tasks.
     *
     * @throws IllegalArgumentException if it has not as many solutions as tasks, or no tasks
     */
    static List<Answer> of(JsonNode assignment) {
        var tasks = assignment.path("tasks");
        var solutions = assignment.path("solutions");
        if (tasks.isEmpty() || tasks.size() != solutions.size()) {
            throw new IllegalArgumentException(
                    "Assignment " + assignment.path("id").asText() + " has " + tasks.size() + " tasks and "
                            + solutions.size() + " solutions");
        }
        var answers = new ArrayList<Answer>();
        for (var at = 0; at < tasks.size(); at++) {
            answers.add(answer(assignment, tasks.get(at), solutions.get(at)));
        }
        return answers;
    }

    private static Answer answer(JsonNode assignment, JsonNode task, JsonNode solution) {
        var taskId = task.path("id").asText();
        var json = JsonNodeFactory.instance.objectNode();
        // The same for the same answer, however often the platform tells of it.
        json.put("answer_id", assignment.path("id").asText() + "/" + taskId);
        json.put("task_id", taskId);
        json.put("pool_id", assignment.path("pool_id").asText());
        json.put("user_id", assignment.path("user_id").asText());
        json.set("output_values", solution.path("output_values"));
        // The platform's times are UTC and do not say so.
        json.put("answered", assignment.path("submitted").asText() + "Z");
        return new Answer(taskId, json);
    }
}
