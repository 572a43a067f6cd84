package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.PoolAction;
import io.github.tolokaconnect.simulator.request.TaskBody;

/** What an operation does when its time has come. */
sealed interface Work {
    /** The type of the operation as the API names it. */
    String type();

    /** Creates tasks. */
    record CreateTasks(CreateParameters parameters, TaskBody.Tasks tasks) implements Work {
        @Override
        public String type() {
            return "TASK.BATCH_CREATE";
        }
    }

    /** Does something with a pool. */
    record ActOnPool(Pool pool, PoolAction action) implements Work {
        @Override
        public String type() {
            return switch (action) {
                case OPEN -> "POOL.OPEN";
                case CLOSE, CLOSE_FOR_UPDATE -> "POOL.CLOSE";
                case ARCHIVE -> "POOL.ARCHIVE";
                case CLONE -> "POOL.CLONE";
            };
        }
    }
}
