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
     * @param pools those that the tasks name and that exist, each once
     */
    record Tasks(boolean isArray, List<Item> items, List<Pool> pools) implements TaskBody {
        /** Copies the lists. */
        public Tasks {
            items = List.copyOf(items);
            pools = List.copyOf(pools);
        }
    }
}
