package io.github.tolokaconnect.it;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The world in which the official clients are tried: credentials of both kinds, a project, and pools open, closed and empty. */
final class ClientWorld {

    static final String TOKEN = "AgAAAABx";
    /** As an API key looks: two dots, the first after 22 to 24 characters. */
    static final String KEY = "PlqUyrSNvTbvWuRvGMoQzX.HtQ9.c2VjcmV0";
    /** A token that a client may find it has to encode. */
    static final String AWKWARD_TOKEN = "a+b/c=";

    static final String OPEN_POOL = "21";
    static final String OTHER_OPEN_POOL = "22";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ClientWorld() {}

    /** Pools 21 and 22 are open; the pools from 30 to 39 are closed and empty, for a test each. */
    static String fixture() {
        var world = JSON.createObjectNode();
        world.putArray("tokens").add(TOKEN).add(KEY).add(AWKWARD_TOKEN);
        var project = world.putArray("projects").addObject().put("id", "7").put("public_name", "Sentiment");
        project.put("status", "ACTIVE")
                .put("created", "2023-03-28T11:06:09.827")
                .put("assignments_issuing_type", "AUTOMATED");
        var spec = project.putObject("task_spec");
        spec.putObject("input_spec")
                .putObject("text")
                .put("type", "string")
                .put("required", true)
                .put("hidden", false)
                .put("max_length", 100);
        spec.putObject("output_spec")
                .putObject("mood")
                .put("type", "string")
                .put("required", true)
                .put("hidden", false);
        var pools = world.putArray("pools");
        pools.add(pool(OPEN_POOL, "OPEN"));
        pools.add(pool(OTHER_OPEN_POOL, "OPEN"));
        IntStream.range(30, 40).forEach(id -> pools.add(pool(Integer.toString(id), "CLOSED")));
        return world.toString();
    }

    private static ObjectNode pool(String id, String status) {
        var pool = JSON.createObjectNode()
                .put("id", id)
                .put("project_id", "7")
                .put("private_name", "Pool " + id)
                .put("type", "REGULAR")
                .put("status", status)
                .put("created", "2023-03-28T11:06:09")
                .put("reward_per_assignment", 0.05);
        pool.putObject("defaults")
                .put("default_overlap_for_new_tasks", 2)
                .put("default_overlap_for_new_task_suites", 2);
        pool.putObject("mixer_config")
                .put("real_tasks_count", 10)
                .put("golden_tasks_count", 0)
                .put("training_tasks_count", 0);
        return pool;
    }

    /** A task with an overlap as both clients write it. */
    static ObjectNode task(String pool, String text) {
        var task =
                JSON.createObjectNode().put("pool_id", pool).put("overlap", 3).put("infinite_overlap", false);
        task.putObject("input_values").put("text", text);
        return task;
    }

    static List<ObjectNode> tasks(String pool, String text, int count) {
        List<ObjectNode> tasks = new ArrayList<>();
        for (var number = 0; number < count; number++) {
            tasks.add(task(pool, text + " " + number));
        }
        return tasks;
    }

    /** A task that lacks what the project requires and has what it does not know. */
    static ObjectNode invalidTask(String pool) {
        var task = task(pool, "");
        task.putObject("input_values").put("txet", "misspelt");
        return task;
    }
}
