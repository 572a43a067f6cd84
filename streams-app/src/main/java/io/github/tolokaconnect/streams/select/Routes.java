package io.github.tolokaconnect.streams.select;

import io.github.tolokaconnect.events.RawJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes in force. Safe from any thread; answers without waiting. */
public interface Routes {

    /** All routes, in the order in which they are tried; unusable ones last. */
    List<RouteState> all();

    /**
     * What is wrong with {@code document} as the route {@code name}, in a sentence that names the field and what is allowed; empty if it
     * can be used.
     */
    Optional<String> problem(String name, RawJson document);

    /**
     * A route.
     *
     * @param name its name
     * @param isEnabled whether it is tried
     * @param priority smaller ones are tried first
     * @param pool the pool as the route names it: an id, or {@code @alias}
     * @param poolId id of that pool; absent while the alias is not defined
     * @param problem why it cannot be used; absent if it can
     * @param document the document as it was written
     */
    record RouteState(
            String name,
            boolean isEnabled,
            int priority,
            @Nullable String pool,
            @Nullable String poolId,
            @Nullable String problem,
            RawJson document) {}
}
