package io.github.tolokaconnect.simulator.request;

import io.github.tolokaconnect.simulator.fixture.Pool;
import java.util.List;

/** What the body of a request that creates tasks turned out to be. */
public sealed interface TaskBody {
    /** A body that cannot be worked on, for instance because it is no JSON. */
    record Refused(ApiError error) implements TaskBody {}

    /**
     * Tasks, each validated.
     *
     * @param isArray whether the body was an array, which decides the shape of a synchronous answer
     * @param items in the order of the body
     * @param shares of the pools that the tasks name and that exist, each once
     */
    record Tasks(boolean isArray, List<Item> items, List<Share> shares) implements TaskBody {
        /** Copies the lists. */
        public Tasks {
            items = List.copyOf(items);
            shares = List.copyOf(shares);
        }

        /** The pools that the tasks name and that exist, each once. */
        public List<Pool> pools() {
            return shares.stream().map(Share::pool).toList();
        }
    }

    /**
     * What a request has for one pool.
     *
     * @param valid its tasks that are valid
     * @param controls those of them that have known solutions
     */
    record Share(Pool pool, int valid, int controls) {
        Share plus(boolean isControl) {
            return new Share(pool, valid + 1, isControl ? controls + 1 : controls);
        }

        /** Whether workers are to answer some of the tasks, rather than be tested or taught by all of them. */
        public boolean hasGeneralTasks() {
            return controls < valid;
        }
    }
}
