package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.select.Routes;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stats;
import io.undertow.util.StatusCodes;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes: which are in force, what each decided, and changes of them. */
final class RoutesApi {

    static final String PREFIX = "route/";

    record Route(
            String name,
            boolean enabled,
            int priority,
            @Nullable String pool,
            @Nullable String poolId,
            @Nullable String problem,
            long decided,
            long selected,
            List<Numbers.Named> reasons,
            @Nullable JsonNode document) {}

    record RoutesView(String asOf, List<Route> routes) {}

    private final Routes routes;
    private final Controls controls;
    private final Changes changes;
    private final Stats stats;
    private final InstantSource clock;

    RoutesApi(Answers answers, Changes changes, Stats stats) {
        this.routes = answers.routes();
        this.controls = answers.controls();
        this.clock = answers.clock();
        this.changes = changes;
        this.stats = stats;
    }

    List<Endpoint> endpoints() {
        String one = "/api/v1/routes/{route}";
        return List.of(
                Endpoint.get("/api/v1/routes", this::list),
                Endpoint.get(one, this::one),
                Endpoint.changing("PUT", one, this::put),
                Endpoint.changing("DELETE", one, this::delete),
                Endpoint.changing("POST", one + "/pause", asked -> enable(asked, false)),
                Endpoint.changing("POST", one + "/resume", asked -> enable(asked, true)));
    }

    private Reply list(Asked asked) {
        Numbers decisions = decisions();
        return Reply.of(new RoutesView(
                Json.time(clock.instant()),
                routes.all().stream().map(state -> view(state, decisions)).toList()));
    }

    private Reply one(Asked asked) {
        String name = asked.part("route");
        return routes.all().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .map(state -> Reply.of(view(state, decisions())))
                .orElseThrow(() -> unknown(name));
    }

    private Reply put(Asked asked) {
        String name = Names.checked("route", asked.part("route"));
        ObjectNode document = asked.document();
        String reason = Changes.takeReason(document);
        JsonNode named = document.path("route");
        if (!named.isMissingNode() && !named.asText().equals(name)) {
            throw Problem.unusable("route", "The document is of another route than the path.")
                    .toException();
        }
        document.put("route", name);
        refuseUnusable(name, document);
        changes.write(asked, "route.put", PREFIX + name, document, reason);
        return Reply.of(document);
    }

    private Reply delete(Asked asked) {
        String name = asked.part("route");
        known(name);
        changes.write(asked, "route.delete", PREFIX + name, null, null);
        return Names.NO_CONTENT;
    }

    private Reply enable(Asked asked, boolean enabled) {
        String name = asked.part("route");
        String reason = Changes.takeReason(asked.documentIfAny());
        ObjectNode document = known(name);
        document.put("enabled", enabled);
        changes.write(asked, enabled ? "route.resume" : "route.pause", PREFIX + name, document, reason);
        return Reply.of(document);
    }

    private ObjectNode known(String name) {
        RawJson document = controls.document(PREFIX + name)
                .orElseThrow(() -> unknown(name))
                .json();
        if (Json.orNull(document) instanceof ObjectNode object) {
            return object;
        }
        throw Problem.of(
                        StatusCodes.CONFLICT,
                        "The document " + PREFIX + name + " is no JSON object; replace it with PUT.")
                .toException();
    }

    private void refuseUnusable(String name, ObjectNode document) {
        routes.problem(name, RawJson.of(document)).ifPresent(problem -> {
            throw Problem.unusable(Names.fieldOf(problem), problem).toException();
        });
    }

    private static Route view(Routes.RouteState state, Numbers decisions) {
        Numbers own = decisions.where("route", state.name());
        return new Route(
                state.name(),
                state.isEnabled(),
                state.priority(),
                state.pool(),
                state.poolId(),
                state.problem(),
                own.total(),
                own.where("verdict", "SELECTED").total(),
                own.ranked("reason"),
                Json.orNull(state.document()));
    }

    private Numbers decisions() {
        return new Numbers(Metric.DECISIONS, stats.totals(Metric.DECISIONS));
    }

    private static ProblemException unknown(String name) {
        return Problem.notFound("There is no route " + name + ".").toException();
    }
}
