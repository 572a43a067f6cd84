package io.github.tolokaconnect.quickstart.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a connector and of each of its sink tasks, in Connect's own words ({@code RUNNING}, {@code FAILED}, …).
 *
 * @param state state of the connector itself
 * @param sinkTasks one entry per sink task that the worker knows, none right after the creation
 */
public record ConnectorStatus(String state, List<SinkTask> sinkTasks) {

    private static final String RUNNING = "RUNNING";
    private static final String FAILED = "FAILED";

    /**
     * The state of one sink task.
     *
     * @param trace stack trace of the failure, empty unless it failed
     */
    public record SinkTask(int id, String state, String trace) {

        private static final String CAUSE = "Caused by: ";

        /** The innermost cause of the failure, in one line; empty unless it failed. */
        public String reason() {
            var causes = trace.lines().filter(line -> line.startsWith(CAUSE)).toList();
            return causes.isEmpty()
                    ? trace.lines().findFirst().orElse("")
                    : causes.get(causes.size() - 1).substring(CAUSE.length());
        }
    }

    /** Copies the list. */
    public ConnectorStatus {
        sinkTasks = List.copyOf(sinkTasks);
    }

    static ConnectorStatus from(JsonNode answer) {
        var tasks = new ArrayList<SinkTask>();
        for (var task : answer.path("tasks")) {
            tasks.add(new SinkTask(
                    task.path("id").asInt(),
                    task.path("state").asText(),
                    task.path("trace").asText("")));
        }
        return new ConnectorStatus(answer.path("connector").path("state").asText(), tasks);
    }

    /** Whether the connector and all of its sink tasks, at least one, run. */
    public boolean isRunning() {
        return state.equals(RUNNING)
                && !sinkTasks.isEmpty()
                && sinkTasks.stream().allMatch(task -> task.state().equals(RUNNING));
    }

    /** The first sink task that failed, if one did. */
    public Optional<SinkTask> failedSinkTask() {
        return sinkTasks.stream().filter(task -> task.state().equals(FAILED)).findFirst();
    }
}
