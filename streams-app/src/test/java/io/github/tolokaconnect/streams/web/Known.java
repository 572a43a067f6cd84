package io.github.tolokaconnect.streams.web;

import static io.github.tolokaconnect.streams.Fixtures.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.control.Audit;
import io.github.tolokaconnect.streams.control.ControlDocument;
import io.github.tolokaconnect.streams.control.ControlWriter;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.correlate.Item;
import io.github.tolokaconnect.streams.correlate.ItemQueries;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.github.tolokaconnect.streams.monitor.MonitorQueries;
import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.monitor.OperationQueries;
import io.github.tolokaconnect.streams.monitor.OperationState;
import io.github.tolokaconnect.streams.repair.Quarantined;
import io.github.tolokaconnect.streams.repair.RepairQueries;
import io.github.tolokaconnect.streams.repair.Selection;
import io.github.tolokaconnect.streams.select.Routes;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.Window;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An application in memory: what it knows is put in by the test, and a change of a control document takes effect at once. */
final class Known {

    static final String TOKEN = "canary horse battery staple";

    volatile Instant now = NOON.plusSeconds(10);
    volatile @Nullable String restoring;
    volatile Health.Condition ready = new Health.Condition(true, "Runs.");
    volatile Map<String, String> tokens = Map.of("olu", TOKEN);
    volatile boolean isSpokesman = true;
    final List<Operation> operations = new CopyOnWriteArrayList<>();
    final Map<String, Item> items = new HashMap<>();
    final List<Quarantined> waiting = new CopyOnWriteArrayList<>();
    final Map<UUID, RepairQueries.ReplayProgress> replays = new HashMap<>();
    final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
    final List<Alert> alerts = new CopyOnWriteArrayList<>();
    final SortedMap<String, ControlDocument> documents = new ConcurrentSkipListMap<>();
    final List<Audit> audits = new CopyOnWriteArrayList<>();
    final List<URI> others = new CopyOnWriteArrayList<>();
    final Map<String, URI> owners = new HashMap<>();
    final KnownStats stats = new KnownStats();
    private long ids;

    InstantSource clock() {
        return () -> now;
    }

    Answers answers() {
        return new Answers(
                stats,
                new KnownControls(),
                new Writer(),
                new KnownRoutes(),
                key -> Optional.ofNullable(readable(items).get(key)),
                new Repairs(),
                new Operations(),
                new Monitor(),
                new Instances(),
                new KnownHealth(),
                () -> "labeling_decisions_total 3\n",
                Known::patched,
                tokens,
                () -> new UUID(0, ++ids),
                clock());
    }

    private <T> T readable(T state) {
        String why = restoring;
        if (why != null) {
            throw new StateUnavailableException(why);
        }
        return state;
    }

    void put(String key, String json) {
        documents.put(key, new ControlDocument(RawJson.of(json.getBytes(StandardCharsets.UTF_8)), now));
    }

    private static JsonNode patched(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : ((ObjectNode) patch).objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                JsonNode before = result.path(field.getKey());
                result.set(field.getKey(), patched(before, field.getValue()));
            }
        });
        return result;
    }

    /** Numbers, counted as they happen. */
    final class KnownStats implements Stats {

        private record Row(Metric metric, Instant at, Labels labels, Stat stat) {}

        private final List<Row> rows = new CopyOnWriteArrayList<>();
        int reads;

        void count(Metric metric, Instant at, long count, String... labels) {
            add(metric, at, new Stat(count, 0, List.of(), List.of(), at), labels);
        }

        void sample(Metric metric, Instant at, long count, UUID sample, String... labels) {
            add(metric, at, new Stat(count, 0, List.of(), List.of(sample), at), labels);
        }

        /** So many durations of the bucket that ends at {@code seconds}. */
        void time(Metric metric, Instant at, long count, double seconds, String... labels) {
            List<Long> buckets = new ArrayList<>();
            Stat.BOUNDS_SECONDS.forEach(bound -> buckets.add(bound == seconds ? count : 0L));
            buckets.add(0L);
            add(metric, at, new Stat(count, count * seconds, buckets, List.of(), at), labels);
        }

        private void add(Metric metric, Instant at, Stat stat, String... labels) {
            if (labels.length != metric.labels().size()) {
                throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
            }
            rows.add(new Row(metric, at, Labels.of(labels), stat));
        }

        @Override
        public Map<Labels, Stat> totals(Metric metric) {
            reads++;
            Map<Labels, Stat> totals = new HashMap<>();
            readable(rows).stream()
                    .filter(row -> row.metric() == metric)
                    .forEach(row -> totals.merge(row.labels(), row.stat(), Stat::plus));
            return totals;
        }

        @Override
        public NavigableMap<Instant, Map<Labels, Stat>> windows(
                Metric metric, Window window, Instant from, Instant to) {
            reads++;
            NavigableMap<Instant, Map<Labels, Stat>> found = new TreeMap<>();
            readable(rows).stream().filter(row -> row.metric() == metric).forEach(row -> {
                Instant start = window.start(row.at());
                if (!start.isBefore(from) && start.isBefore(to)) {
                    found.computeIfAbsent(start, first -> new HashMap<>()).merge(row.labels(), row.stat(), Stat::plus);
                }
            });
            return found;
        }
    }

    private final class KnownControls implements Controls {

        @Override
        public long version() {
            return audits.size();
        }

        @Override
        public Optional<ControlDocument> document(String key) {
            return Optional.ofNullable(documents.get(key));
        }

        @Override
        public SortedMap<String, ControlDocument> documents(String prefix) {
            return documents.subMap(prefix, prefix + Character.MAX_VALUE);
        }
    }

    private final class Writer implements ControlWriter {

        @Override
        public CompletionStage<Void> write(String key, @Nullable RawJson document, Audit audit) {
            if (restoring != null) {
                return CompletableFuture.failedStage(new IllegalStateException("no broker"));
            }
            audits.add(audit);
            if (document == null) {
                documents.remove(key);
            } else {
                documents.put(key, new ControlDocument(document, now));
            }
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void close() {}
    }

    private final class KnownRoutes implements Routes {

        @Override
        public List<RouteState> all() {
            List<RouteState> all = new ArrayList<>();
            documents.subMap("route/", "route0").forEach((key, document) -> {
                JsonNode json = document.json().toNode();
                String pool = json.path("pool").asText();
                String id = pool.startsWith("@")
                        ? Optional.ofNullable(documents.get("pool/" + pool.substring(1)))
                                .map(alias ->
                                        alias.json().toNode().path("pool_id").asText())
                                .orElse(null)
                        : pool;
                all.add(new RouteState(
                        key.substring("route/".length()),
                        json.path("enabled").asBoolean(true),
                        json.path("priority").asInt(),
                        pool,
                        id,
                        id == null ? "pool: there is no alias " + pool + "." : null,
                        document.json()));
            });
            return all;
        }

        @Override
        public Optional<String> problem(String name, RawJson document) {
            return document.toNode().path("pool").isTextual()
                    ? Optional.empty()
                    : Optional.of("/pool: it is missing; name the id of a pool, or @ and an alias");
        }
    }

    private final class Repairs implements RepairQueries {

        private List<Quarantined> matching(Selection selection) {
            return readable(waiting).stream()
                    .filter(one -> selection.errorClass() == null
                            || one.error().errorClass().value().equals(selection.errorClass()))
                    .filter(one -> one.error().errors().stream()
                            .anyMatch(reason -> (selection.code() == null
                                            || selection.code().equals(reason.code()))
                                    && (selection.path() == null
                                            || selection.path().equals(reason.path()))))
                    .filter(one -> selection.poolId() == null
                            || Objects.requireNonNull(one.error().pool()).id().equals(selection.poolId()))
                    .filter(one -> selection.keyPrefix() == null || one.key().startsWith(selection.keyPrefix()))
                    .filter(one ->
                            selection.from() == null || !one.error().eventTime().isBefore(selection.from()))
                    .filter(one ->
                            selection.to() == null || one.error().eventTime().isBefore(selection.to()))
                    .toList();
        }

        @Override
        public List<Quarantined> waiting(Selection selection, int limit) {
            return matching(selection).stream()
                    .sorted(Comparator.comparing(
                                    (Quarantined one) -> one.error().eventTime())
                            .reversed())
                    .limit(limit)
                    .toList();
        }

        @Override
        public long count(Selection selection) {
            return matching(selection).size();
        }

        @Override
        public Optional<ReplayProgress> replay(UUID replayId) {
            return Optional.ofNullable(readable(replays).get(replayId));
        }
    }

    private final class Operations implements OperationQueries {

        @Override
        public List<Operation> newest(@Nullable OperationState state, int limit) {
            return readable(operations).stream()
                    .filter(operation -> state == null || operation.state() == state)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<Operation> operation(UUID id) {
            return readable(operations).stream()
                    .filter(operation -> operation.id().equals(id))
                    .findFirst();
        }
    }

    private final class Monitor implements MonitorQueries {

        @Override
        public boolean isSpokesman() {
            return isSpokesman;
        }

        @Override
        public List<Heartbeat> heartbeats() {
            return isSpokesman ? List.copyOf(readable(heartbeats)) : List.of();
        }

        @Override
        public List<Alert> alerts() {
            return isSpokesman ? List.copyOf(readable(alerts)) : List.of();
        }
    }

    private final class Instances implements Cluster {

        @Override
        public Optional<URI> ownerOf(String store, String key) {
            if (!store.equals(ItemQueries.STORE)) {
                throw new IllegalArgumentException(store);
            }
            return Optional.ofNullable(owners.get(key));
        }

        @Override
        public List<URI> others() {
            return List.copyOf(others);
        }
    }

    private final class KnownHealth implements Health {

        @Override
        public Condition live() {
            return new Condition(true, "Runs.");
        }

        @Override
        public Condition ready() {
            return ready;
        }

        @Override
        public Condition started() {
            return new Condition(true, "Ran.");
        }
    }
}
