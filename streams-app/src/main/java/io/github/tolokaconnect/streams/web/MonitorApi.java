package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.streams.monitor.MonitorQueries;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stats;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Connectors, quota and alerts, known to one instance, which the others ask. */
final class MonitorApi {

    private static final String ALERTS = "/api/v1/alerts";
    private static final String CONNECTORS = "/api/v1/connectors";
    private static final String QUOTA = "/api/v1/quota";

    private final MonitorQueries monitor;
    private final Stats stats;
    private final Others others;
    private final InstantSource clock;

    MonitorApi(MonitorQueries monitor, Stats stats, Others others, InstantSource clock) {
        this.monitor = monitor;
        this.stats = stats;
        this.others = others;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(ALERTS, asked -> answer(asked, ALERTS, this::ownAlerts)),
                Endpoint.get(CONNECTORS, asked -> answer(asked, CONNECTORS, this::ownConnectors)),
                Endpoint.get(QUOTA, asked -> answer(asked, QUOTA, this::ownQuota)));
    }

    /** The alerts as all instances together know them. */
    JsonNode allAlerts() {
        return Json.tree(known(ALERTS, this::ownAlerts));
    }

    private Reply answer(Asked asked, String path, Supplier<?> own) {
        return Reply.of(asked.isLocal() ? own.get() : known(path, own));
    }

    private AlertsView ownAlerts() {
        return new AlertsView(
                now(),
                monitor.isSpokesman(),
                monitor.alerts().stream().map(AlertsView.One::of).toList(),
                List.of());
    }

    private ConnectorsView ownConnectors() {
        Instant now = clock.instant();
        Map<String, List<ConnectorsView.SinkTask>> tasks = new TreeMap<>();
        for (Heartbeat heartbeat : monitor.heartbeats()) {
            tasks.computeIfAbsent(heartbeat.connector().name(), first -> new ArrayList<>())
                    .add(ConnectorsView.SinkTask.of(heartbeat, now));
        }
        List<ConnectorsView.Connector> connectors = tasks.entrySet().stream()
                .map(entry -> new ConnectorsView.Connector(
                        entry.getKey(),
                        entry.getValue().stream()
                                .sorted(Comparator.comparingInt(ConnectorsView.SinkTask::task))
                                .toList()))
                .toList();
        return new ConnectorsView(now(), monitor.isSpokesman(), connectors, List.of());
    }

    private QuotaView ownQuota() {
        Instant now = clock.instant();
        Numbers exceeded = new Numbers(Metric.QUOTA_EXCEEDED, stats.totals(Metric.QUOTA_EXCEEDED));
        Map<String, QuotaView.Connector> connectors = new TreeMap<>();
        for (Heartbeat heartbeat : monitor.heartbeats()) {
            String name = heartbeat.connector().name();
            Optional.ofNullable(heartbeat.rate())
                    .map(rate -> QuotaView.Connector.of(
                            name,
                            rate,
                            heartbeat.eventTime().truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS)),
                            exceeded.where("connector", name).ranked("code")))
                    .ifPresent(one -> connectors.merge(name, one, QuotaView.Connector::plus));
        }
        return new QuotaView(
                now(),
                monitor.isSpokesman(),
                Json.time(now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS)),
                List.copyOf(connectors.values()),
                List.of());
    }

    /** The answer of the instance that knows; this one's, which then says that it does not, if none answers that does. */
    private Object known(String path, Supplier<?> own) {
        if (monitor.isSpokesman()) {
            return own.get();
        }
        Others.Gathered gathered = others.gather(path + "?scope=local", own);
        for (JsonNode part : gathered.parts()) {
            if (part.path("known").asBoolean()) {
                return part;
            }
        }
        ObjectNode unknown = gathered.parts().get(0).deepCopy();
        unknown.set("missing", Json.tree(gathered.missing()));
        return unknown;
    }

    private String now() {
        return Json.time(clock.instant());
    }
}
