package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.PoolAction;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operation does when its time has come. */
sealed interface Work {
    /** The type of the operation as the API names it. */
    String type();

    /** The pools that it is about. */
    Set<PoolId> pools();

    /** What becomes of it. */
    default Distortion.Fate fate() {
        return Distortion.Fate.USUAL;
    }

    /** Creates tasks. */
    record CreateTasks(CreateParameters parameters, TaskBody.Tasks tasks, Distortion.Fate fate) implements Work {
        /** The type of these operations, the only ones with an operation log. */
        static final String TYPE = "TASK.BATCH_CREATE";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Set<PoolId> pools() {
            return tasks.pools().stream().map(Pool::id).collect(Collectors.toUnmodifiableSet());
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

        @Override
        public Set<PoolId> pools() {
            return Set.of(pool.id());
        }
    }

    /** Nothing more: it has been done. */
    record Done(String type, Set<PoolId> pools) implements Work {
        /** Copies the pools. */
        public Done {
            pools = Set.copyOf(pools);
        }
    }
}
