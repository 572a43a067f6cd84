package io.github.tolokaconnect.streams.select;

import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.control.Controls;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that the control documents say; read again only when those have changed. Safe from any thread. */
public final class StoredRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(StoredRoutes.class);

    private final Controls controls;
    private final Duration retention;
    private final Set<String> logged = new HashSet<>();
    /** Written under the lock by whichever thread finds it out of date, read by all. */
    private volatile @Nullable RouteBook book;

    /** The routes in {@code controls}. */
    public StoredRoutes(Controls controls, SelectSettings settings) {
        this.controls = controls;
        this.retention = settings.dedupRetention();
    }

    @Override
    public List<RouteState> all() {
        return book().all();
    }

    @Override
    public Optional<String> problem(String name, RawJson document) {
        try {
            Route.read(name, document, retention);
            return Optional.empty();
        } catch (InvalidDocumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** The routes in force. */
    RouteBook book() {
        RouteBook current = book;
        return current != null && current.version() == controls.version() ? current : renewed();
    }

    private synchronized RouteBook renewed() {
        RouteBook current = book;
        if (current != null && current.version() == controls.version()) {
            return current;
        }
        RouteBook renewed = RouteBook.of(controls, retention);
        for (RouteState state : renewed.all()) {
            if (state.problem() != null && logged.add(state.name() + state.problem())) {
                LOG.warn("TLK-703 A route cannot be used route={} problem=\"{}\"", state.name(), state.problem());
            }
        }
        book = renewed;
        return renewed;
    }
}
