package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.TaskBody;

/** What an operation does when its time has come. */
sealed interface Work {
    /** The type of the operation as the API names it. */
    String type();

    /** Creates tasks. */
    record CreateTasks(CreateParameters parameters, TaskBody.Tasks tasks) implements Work {
        /** The type of these operations, the only ones with an operation log. */
        static final String TYPE = "TASK.BATCH_CREATE";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Opens a pool. */
    record OpenPool(Pool pool) implements Work {
        @Override
        public String type() {
            return "POOL.OPEN";
        }
    }

    /** Closes a pool. */
    record ClosePool(Pool pool) implements Work {
        @Override
        public String type() {
            return "POOL.CLOSE";
        }
    }

    /** Nothing more: it has been done. */
    record Done(String type) implements Work {}
}
