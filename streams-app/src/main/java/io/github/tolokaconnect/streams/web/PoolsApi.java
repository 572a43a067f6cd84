package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.select.Routes;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pools: what each got, refused and answered. */
final class PoolsApi {

    static final String ALIAS = "pool/";

    record TopError(String code, String path, long count) {}

    record Pool(
            String pool,
            List<String> aliases,
            List<String> routes,
            long created,
            long rejected,
            @Nullable Double rejectedShare,
            @Nullable TopError topError,
            long labels,
            @Nullable Double agreement,
            Numbers.@Nullable Quantiles recordToTask,
            @Nullable String lastCreated,
            @Nullable Long idleDays) {}

    record PoolsView(String asOf, List<Pool> pools) {}

    /** Numbers of one window of one pool. */
    record Point(
            String at,
            long created,
            long rejected,
            long submitted,
            long finished,
            long failed,
            long labels,
            @Nullable Long latencyP95) {}

    record SeriesView(String asOf, String pool, String window, String from, String to, List<Point> points) {}

    private final Stats stats;
    private final Controls controls;
    private final Routes routes;
    private final InstantSource clock;

    PoolsApi(Answers answers, Stats stats) {
        this.stats = stats;
        this.controls = answers.controls();
        this.routes = answers.routes();
        this.clock = answers.clock();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/pools", this::list), Endpoint.get("/api/v1/pools/{pool}/series", this::series));
    }

    private Reply list(Asked asked) {
        Instant now = clock.instant();
        Map<String, Set<String>> aliases = aliases();
        var created = totals(Metric.TASKS_CREATED).by("pool");
        var rejected = totals(Metric.TASKS_REJECTED).by("pool");
        var latency = totals(Metric.RECORD_LATENCY).by("pool");
        Numbers labels = totals(Metric.LABELS);
        Numbers errors = totals(Metric.ERRORS);
        Set<String> ids = new TreeSet<>(aliases.keySet());
        List.of(created, rejected).forEach(some -> some.keySet().forEach(pool -> ids.add(pool.get(0))));
        ids.remove("");
        List<Pool> pools = ids.stream()
                .map(id -> {
                    List<String> key = List.of(id);
                    Numbers said = labels.where("pool", id);
                    long some = count(created.get(key));
                    long refused = count(rejected.get(key));
                    Instant when = last(created.get(key));
                    return new Pool(
                            id,
                            List.copyOf(aliases.getOrDefault(id, Set.of())),
                            routesTo(id),
                            some,
                            refused,
                            Numbers.share(refused, some),
                            topError(errors.where("pool", id)).orElse(null),
                            said.total(),
                            Numbers.share(
                                    said.where("agrees", "true").total(),
                                    said.where("agrees", "false").total()),
                            Numbers.quantiles(latency.get(key)),
                            Json.timeOrNull(when),
                            when == null ? null : Duration.between(when, now).toDays());
                })
                .sorted(Comparator.comparingLong(Pool::created).reversed().thenComparing(Pool::pool))
                .toList();
        return Reply.of(new PoolsView(Json.time(now), pools));
    }

    private Reply series(Asked asked) {
        String pool = id(asked.part("pool"));
        Span span = Span.of(asked, clock.instant());
        var created = span.counts(stats, Metric.TASKS_CREATED);
        var rejected = span.counts(stats, Metric.TASKS_REJECTED);
        var submitted = span.counts(stats, Metric.OPERATIONS_SUBMITTED);
        var ended = span.counts(stats, Metric.OPERATIONS);
        var labels = span.counts(stats, Metric.LABELS);
        var latency = span.counts(stats, Metric.RECORD_LATENCY);
        List<Point> points = span.starts()
                .map(start -> {
                    Numbers operations = ended.at(start).where("pool", pool);
                    long finished = operations
                            .where("status", "SUCCESS")
                            .where("outcome", outcome -> !outcome.equals("NONE"))
                            .total();
                    Numbers.Quantiles took = Numbers.quantiles(
                            latency.at(start).where("pool", pool).sum());
                    return new Point(
                            Json.time(start),
                            created.at(start).where("pool", pool).total(),
                            rejected.at(start).where("pool", pool).total(),
                            submitted.at(start).where("pool", pool).total(),
                            finished,
                            operations.total() - finished,
                            labels.at(start).where("pool", pool).total(),
                            took == null ? null : took.p95());
                })
                .toList();
        return Reply.of(new SeriesView(
                Json.time(clock.instant()), pool, span.word(), Json.time(span.from()), Json.time(span.to()), points));
    }

    /** The pool that {@code named} is the alias of, with or without its sign; otherwise it is an id. */
    private String id(String named) {
        String alias = named.startsWith("@") ? named.substring(1) : named;
        return controls.document(ALIAS + alias)
                .flatMap(document -> poolOf(Json.orNull(document.json())))
                .orElse(named);
    }

    private Map<String, Set<String>> aliases() {
        Map<String, Set<String>> aliases = new TreeMap<>();
        controls.documents(ALIAS)
                .forEach((key, document) -> poolOf(Json.orNull(document.json()))
                        .ifPresent(pool -> aliases.computeIfAbsent(pool, first -> new TreeSet<>())
                                .add(key.substring(ALIAS.length()))));
        return aliases;
    }

    private static Optional<String> poolOf(@Nullable JsonNode alias) {
        return Optional.ofNullable(alias)
                .map(document -> document.path("pool_id").asText(""))
                .filter(pool -> !pool.isEmpty());
    }

    private List<String> routesTo(String pool) {
        return routes.all().stream()
                .filter(route -> Objects.equals(pool, route.poolId()))
                .map(Routes.RouteState::name)
                .collect(Collectors.toList());
    }

    private static Optional<TopError> topError(Numbers errors) {
        return errors.by("code", "path").entrySet().stream()
                .map(part -> new TopError(
                        part.getKey().get(0),
                        part.getKey().get(1),
                        part.getValue().count()))
                .max(Comparator.comparingLong(TopError::count));
    }

    private Numbers totals(Metric metric) {
        return new Numbers(metric, stats.totals(metric));
    }

    private static @Nullable Instant last(@Nullable Stat stat) {
        return stat == null ? null : stat.last();
    }

    private static long count(@Nullable Stat stat) {
        return stat == null ? 0 : stat.count();
    }
}
