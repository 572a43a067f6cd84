package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.control.Audit;
import io.github.tolokaconnect.streams.control.ControlDocument;
import io.github.tolokaconnect.streams.control.ControlWriter;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.monitor.MonitorQueries;
import io.github.tolokaconnect.streams.monitor.OperationQueries;
import io.github.tolokaconnect.streams.repair.Quarantined;
import io.github.tolokaconnect.streams.repair.RepairQueries;
import io.github.tolokaconnect.streams.repair.Selection;
import io.github.tolokaconnect.streams.select.Routes;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.Window;
import io.github.tolokaconnect.streams.web.Answers;
import io.github.tolokaconnect.streams.web.Cluster;
import io.github.tolokaconnect.streams.web.Health;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The answers of an application that follows operations and nothing else. */
final class OperationsOnly implements Stats, Controls, ControlWriter, Routes, RepairQueries, MonitorQueries, Cluster {

    private OperationsOnly() {}

    static Answers answers(OperationQueries operations, Health health, InstantSource clock) {
        OperationsOnly nothing = new OperationsOnly();
        return new Answers(
                nothing,
                nothing,
                nothing,
                nothing,
                itemId -> Optional.empty(),
                nothing,
                operations,
                nothing,
                nothing,
                health,
                () -> "",
                (task, patch) -> task,
                Map.of(),
                () -> new UUID(0, 0),
                clock);
    }

    @Override
    public Map<Labels, Stat> totals(Metric metric) {
        return Map.of();
    }

    @Override
    public NavigableMap<Instant, Map<Labels, Stat>> windows(Metric metric, Window window, Instant from, Instant to) {
        return new TreeMap<>();
    }

    @Override
    public long version() {
        return 0;
    }

    @Override
    public Optional<ControlDocument> document(String key) {
        return Optional.empty();
    }

    @Override
    public SortedMap<String, ControlDocument> documents(String prefix) {
        return new TreeMap<>();
    }

    @Override
    public CompletionStage<Void> write(String key, @Nullable RawJson document, Audit audit) {
        return CompletableFuture.failedStage(new IllegalStateException("no control topic is configured"));
    }

    @Override
    public void close() {}

    @Override
    public List<RouteState> all() {
        return List.of();
    }

    @Override
    public Optional<String> problem(String name, RawJson document) {
        return Optional.of("no control topic is configured");
    }

    @Override
    public List<Quarantined> waiting(Selection selection, int limit) {
        return List.of();
    }

    @Override
    public long count(Selection selection) {
        return 0;
    }

    @Override
    public Optional<ReplayProgress> replay(UUID replayId) {
        return Optional.empty();
    }

    @Override
    public boolean isSpokesman() {
        return true;
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of();
    }

    @Override
    public List<Alert> alerts() {
        return List.of();
    }

    @Override
    public Optional<URI> ownerOf(String store, String key) {
        return Optional.empty();
    }

    @Override
    public List<URI> others() {
        return List.of();
    }
}
