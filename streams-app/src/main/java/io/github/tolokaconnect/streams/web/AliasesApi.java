package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.control.ControlDocument;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.select.PoolAlias;
import io.github.tolokaconnect.streams.select.Routes;
import io.undertow.util.StatusCodes;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aliases: names that stand for pools. */
final class AliasesApi {

    record Alias(String alias, @Nullable String poolId, String written, List<String> routes) {}

    record AliasesView(String asOf, List<Alias> aliases) {}

    private final Controls controls;
    private final Routes routes;
    private final Changes changes;
    private final InstantSource clock;

    AliasesApi(Answers answers, Changes changes) {
        this.controls = answers.controls();
        this.routes = answers.routes();
        this.clock = answers.clock();
        this.changes = changes;
    }

    List<Endpoint> endpoints() {
        String one = "/api/v1/aliases/{alias}";
        return List.of(
                Endpoint.get("/api/v1/aliases", this::list),
                Endpoint.changing("PUT", one, this::put),
                Endpoint.changing("DELETE", one, this::delete));
    }

    private Reply list(Asked asked) {
        return Reply.of(new AliasesView(
                Json.time(clock.instant()),
                controls.documents(PoolsApi.ALIAS).entrySet().stream()
                        .map(entry -> view(entry.getKey().substring(PoolsApi.ALIAS.length()), entry.getValue()))
                        .toList()));
    }

    private Alias view(String alias, ControlDocument document) {
        JsonNode json = Json.orNull(document.json());
        return new Alias(
                alias,
                json == null ? null : json.path("pool_id").asText(null),
                Json.time(document.written()),
                routesBy(alias));
    }

    private Reply put(Asked asked) {
        String alias = Names.checked("alias", asked.part("alias"));
        ObjectNode document = asked.document();
        String reason = Changes.takeReason(document);
        PoolAlias.problem(alias, RawJson.of(document)).ifPresent(problem -> {
            throw Problem.unusable(Names.fieldOf(problem), problem).toException();
        });
        changes.write(asked, "alias.put", PoolsApi.ALIAS + alias, document, reason);
        return Reply.of(document);
    }

    private Reply delete(Asked asked) {
        String alias = asked.part("alias");
        if (controls.document(PoolsApi.ALIAS + alias).isEmpty()) {
            throw Problem.notFound("There is no alias " + alias + ".").toException();
        }
        List<String> users = routesBy(alias);
        if (!users.isEmpty()) {
            throw Problem.of(
                            StatusCodes.CONFLICT,
                            "The alias " + alias + " is used by " + String.join(", ", users)
                                    + "; give these routes another pool first.")
                    .toException();
        }
        changes.write(asked, "alias.delete", PoolsApi.ALIAS + alias, null, null);
        return Names.NO_CONTENT;
    }

    private List<String> routesBy(String alias) {
        return routes.all().stream()
                .filter(route -> ("@" + alias).equals(route.pool()))
                .map(Routes.RouteState::name)
                .toList();
    }
}
