package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.TaskBody;

/** What an operation does when its time has come. */
sealed interface Work {
    /** The type of the operation as the API names it. */
    String type();

    /** What becomes of it. */
    default Distortion.Fate fate() {
        return Distortion.Fate.USUAL;
    }

    /** Creates tasks. */
    record CreateTasks(CreateParameters parameters, TaskBody.Tasks tasks, Distortion.Fate fate) implements Work {
        @Override
        public String type() {
            return "TASK.BATCH_CREATE";
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
}
