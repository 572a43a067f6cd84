package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stats;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** Refusals: which reasons are frequent, and which records wait. */
final class ErrorsApi {

    private static final int DEFAULT_TOP = 20;
    private static final int MAX_TOP = 100;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 200;

    /** A reason, with the pools where it is given and events that show it. */
    record Top(String code, String path, long count, List<Numbers.Named> pools, List<String> samples) {}

    record TopView(String asOf, String window, long total, List<Top> errors) {}

    private final Stats stats;
    private final Waiting waiting;
    private final InstantSource clock;

    ErrorsApi(Stats stats, Waiting waiting, InstantSource clock) {
        this.stats = stats;
        this.waiting = waiting;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/v1/errors/top", this::top), Endpoint.get("/api/v1/errors", this::list));
    }

    private Reply top(Asked asked) {
        int limit = asked.limit(DEFAULT_TOP, MAX_TOP);
        Span span = Span.recent(asked, clock.instant());
        Numbers errors = span.sum(stats, Metric.ERRORS);
        List<Top> top = errors.by("code", "path").entrySet().stream()
                .map(part -> new Top(
                        part.getKey().get(0),
                        part.getKey().get(1),
                        part.getValue().count(),
                        errors.where("code", part.getKey().get(0))
                                .where("path", part.getKey().get(1))
                                .ranked("pool"),
                        part.getValue().samples().stream().map(Object::toString).toList()))
                .sorted(Comparator.comparingLong(Top::count)
                        .reversed()
                        .thenComparing(Top::code)
                        .thenComparing(Top::path))
                .limit(limit)
                .toList();
        return Reply.of(new TopView(Json.time(clock.instant()), span.word(), errors.total(), top));
    }

    private Reply list(Asked asked) {
        return Reply.of(waiting.list(asked, Selections.of(asked), asked.limit(DEFAULT_LIMIT, MAX_LIMIT)));
    }
}
