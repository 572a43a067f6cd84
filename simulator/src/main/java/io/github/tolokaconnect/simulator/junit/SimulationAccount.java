package io.github.tolokaconnect.simulator.junit;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.Audit;
import io.github.tolokaconnect.simulator.engine.SimulatedOperation;
import java.util.List;

/** What a simulation saw until a test failed: counts and the last operations, never a payload. It is no failure of its own. */
final class SimulationAccount extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LAST = 5;

    private SimulationAccount(String message) {
        // Where it was made says nothing.
        super(message, null, false, false);
    }

    static SimulationAccount of(TolokaSimulator simulator) {
        StringBuilder text =
                new StringBuilder("the simulation at ").append(simulator.url()).append(" saw ");
        count(text, simulator.audit());
        operations(text, simulator.operations());
        return new SimulationAccount(text.toString());
    }

    private static void count(StringBuilder text, Audit audit) {
        text.append(audit.requests()).append(" requests (").append(audit.rejected429());
        text.append(" over a quota), and has ").append(audit.tasks()).append(" tasks");
        text.append(audit.tasks() == 0 ? "" : " " + audit.tasksByPool());
        text.append(", ").append(audit.duplicates()).append(" of them duplicates; operations: ");
        text.append(audit.operations());
    }

    private static void operations(StringBuilder text, List<SimulatedOperation> operations) {
        int from = Math.max(0, operations.size() - LAST);
        text.append(from > 0 ? ", the last " + LAST + ":" : operations.isEmpty() ? "" : ":");
        for (SimulatedOperation operation : operations.subList(from, operations.size())) {
            text.append("\n  ").append(operation.id()).append(' ').append(operation.type());
            text.append(' ').append(operation.status());
            SimulatedOperation.Counters counters = operation.counters();
            if (counters != null) {
                text.append(": ").append(counters.success()).append(" of ").append(counters.total());
                text.append(" created, ").append(counters.notValid()).append(" not valid");
            }
        }
    }
}
