package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.repair.RepairQueries;
import io.github.tolokaconnect.streams.repair.Selection;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** The refused records that wait, of all instances. */
final class Waiting {

    private static final Comparator<JsonNode> NEWEST_FIRST = Comparator.<JsonNode, String>comparing(
                    error -> error.path("at").asText())
            .thenComparing(error -> error.path("event_id").asText())
            .reversed();

    private final RepairQueries queries;
    private final Others others;
    private final InstantSource clock;

    Waiting(RepairQueries queries, Others others, InstantSource clock) {
        this.queries = queries;
        this.others = others;
        this.clock = clock;
    }

    /** Those that {@code asked} asks for. */
    WaitingView.ListView list(Asked asked, Selection selection, int limit) {
        return newest(others.gather(asked, () -> own(selection, limit)), limit);
    }

    /** The same ones, asked for by this instance. */
    WaitingView.ListView list(Selection selection, int limit) {
        String question = "/api/v1/errors?scope=local&limit=" + limit + Selections.query(selection);
        return newest(others.gather(question, () -> own(selection, limit)), limit);
    }

    private WaitingView.ListView own(Selection selection, int limit) {
        return new WaitingView.ListView(
                Json.time(clock.instant()),
                queries.count(selection),
                queries.waiting(selection, limit).stream().map(WaitingView::of).toList(),
                List.of());
    }

    private WaitingView.ListView newest(Others.Gathered gathered, int limit) {
        return new WaitingView.ListView(
                Json.time(clock.instant()),
                gathered.sum("total"),
                gathered.all("errors").stream()
                        .sorted(NEWEST_FIRST)
                        .limit(limit)
                        .toList(),
                gathered.missing());
    }
}
