package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.control.ControlDocument;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.select.Routes.RouteState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routes as they were at one version of the control documents.
 *
 * @param version that version
 * @param usable enabled ones that can be used, in the order in which they are tried
 * @param all all of them, unusable ones last
 */
record RouteBook(long version, List<Usable> usable, List<RouteState> all) {

    private static final Comparator<RouteState> ORDER = Comparator.comparing(
                    (RouteState state) -> state.problem() != null)
            .thenComparing(RouteState::priority)
            .thenComparing(RouteState::name);

    RouteBook {
        usable = List.copyOf(usable);
        all = List.copyOf(all);
    }

    /**
     * A route that is tried.
     *
     * @param route the route
     * @param poolId id of its pool; absent while its alias stands for none
     */
    record Usable(Route route, @Nullable String poolId) {}

    /** The book of what {@code controls} say now, where predictions are remembered for {@code retention}. */
    static RouteBook of(Controls controls, Duration retention) {
        // Before the documents: what comes in between is then read again.
        long version = controls.version();
        List<Usable> usable = new ArrayList<>();
        List<RouteState> all = new ArrayList<>();
        for (Map.Entry<String, ControlDocument> entry :
                controls.documents(Route.PREFIX).entrySet()) {
            String name = entry.getKey().substring(Route.PREFIX.length());
            RawJson document = entry.getValue().json();
            try {
                Route route = Route.read(name, document, retention);
                String poolId = poolId(route.pool(), controls);
                if (route.isEnabled()) {
                    usable.add(new Usable(route, poolId));
                }
                all.add(new RouteState(
                        name, route.isEnabled(), route.priority(), route.pool().text(), poolId, null, document));
            } catch (InvalidDocumentException e) {
                all.add(new RouteState(name, false, Route.STANDARD_PRIORITY, null, null, e.getMessage(), document));
            }
        }
        all.sort(ORDER);
        usable.sort(Comparator.comparing((Usable each) -> each.route().priority())
                .thenComparing(each -> each.route().name()));
        return new RouteBook(version, usable, all);
    }

    /** The first route that takes {@code prediction}. */
    Optional<Usable> first(JsonNode prediction) {
        for (Usable each : usable) {
            if (each.route().takes(prediction)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String poolId(PoolName pool, Controls controls) {
        if (!pool.isAlias()) {
            return pool.text();
        }
        Optional<ControlDocument> alias = controls.document(pool.aliasKey());
        try {
            return alias.isEmpty() ? null : PoolAlias.read(alias.get().json()).poolId();
        } catch (InvalidDocumentException e) {
            return null;
        }
    }
}
