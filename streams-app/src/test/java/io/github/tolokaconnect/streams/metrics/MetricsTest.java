package io.github.tolokaconnect.streams.metrics;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.github.tolokaconnect.streams.monitor.MonitorQueries;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.Window;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

    private final Known known = new Known();
    private KafkaStreams.State state = KafkaStreams.State.RUNNING;
    private final Metrics metrics =
            new Metrics(MetricsTest::likeKafka, () -> state, known, known, InstantSource.fixed(NOON));

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void saysWhatAllInstancesHaveCounted() {
        known.totals.put(
                Metric.TASKS_CREATED,
                Map.of(
                        Labels.of("toloka-sink", "1001"), new Stat(7, 0, List.of(), List.of(), NOON.minusSeconds(120)),
                        Labels.of("toloka-sink", "1002"), new Stat(3, 0, List.of(), List.of(), NOON.minusSeconds(60)),
                        Labels.of("other-sink", "1002"), new Stat(1, 0, List.of(), List.of(), NOON.minusSeconds(600))));
        known.totals.put(Metric.QUARANTINE, Map.of(Labels.of("DATA"), new Stat(5, 0, List.of(), List.of())));

        assertThat(lines())
                .contains(
                        "toloka_tasks_created_total{connector=\"toloka-sink\",pool=\"1001\"} 7.0",
                        "toloka_tasks_created_total{connector=\"other-sink\",pool=\"1002\"} 1.0",
                        "labeling_quarantine_size{class=\"DATA\"} 5.0",
                        "labeling_spokesman 1.0",
                        "labeling_pool_idle_seconds{pool=\"1001\"} 120.0",
                        "labeling_pool_idle_seconds{pool=\"1002\"} 60.0");
    }

    @Test
    void saysDurationsAsHistograms() {
        List<Long> buckets = new ArrayList<>(Collections.nCopies(15, 0L));
        buckets.set(0, 2L);
        buckets.set(14, 1L);
        known.totals.put(Metric.LABEL_LATENCY, Map.of(Labels.of("1001"), new Stat(3, 4_000.2, buckets, List.of())));

        assertThat(lines())
                .contains(
                        "# TYPE labeling_label_latency_seconds histogram",
                        "labeling_label_latency_seconds_bucket{pool=\"1001\",le=\"0.1\"} 2",
                        "labeling_label_latency_seconds_bucket{pool=\"1001\",le=\"3600.0\"} 2",
                        "labeling_label_latency_seconds_bucket{pool=\"1001\",le=\"+Inf\"} 3",
                        "labeling_label_latency_seconds_count{pool=\"1001\"} 3",
                        "labeling_label_latency_seconds_sum{pool=\"1001\"} 4000.2");
    }

    @Test
    void saysHowOftenPeopleAgreeWithEachModel() {
        known.totals.put(
                Metric.LABELS,
                Map.of(
                        Labels.of("1001", "catdog", "2", "true"), new Stat(2, 0, List.of(), List.of()),
                        Labels.of("1002", "catdog", "2", "true"), new Stat(1, 0, List.of(), List.of()),
                        Labels.of("1002", "catdog", "2", "false"), new Stat(1, 0, List.of(), List.of()),
                        Labels.of("1002", "", "", ""), new Stat(9, 0, List.of(), List.of())));

        assertThat(lines())
                .filteredOn(line -> line.startsWith("labeling_agreement{"))
                .containsExactly("labeling_agreement{model=\"catdog\",version=\"2\"} 0.75");
    }

    @Test
    void passesOnWhatSinkTasksSay() {
        known.heartbeats.add(heartbeat(0, 1, Duration.ofMillis(4_100), 40));
        known.heartbeats.add(heartbeat(30, 0, null, 2));

        assertThat(lines())
                .contains(
                        "toloka_operations_inflight{connector=\"toloka-sink\",task=\"1\"} 2.0",
                        "toloka_operation_oldest_age_seconds{connector=\"toloka-sink\",task=\"1\"} 4.1",
                        "toloka_operation_oldest_age_seconds{connector=\"toloka-sink\",task=\"0\"} 0.0",
                        "toloka_buffer_records{connector=\"toloka-sink\",task=\"1\"} 112.0",
                        "toloka_records_received_total{connector=\"toloka-sink\",task=\"0\"} 500.0",
                        "toloka_auth_failures_total{connector=\"toloka-sink\",task=\"0\"} 1.0",
                        "toloka_fuse_tripped_total{connector=\"toloka-sink\",task=\"0\"} 2.0",
                        "toloka_results_failed_total{connector=\"toloka-sink\",task=\"0\"} 5.0",
                        "toloka_records_unaccounted{connector=\"toloka-sink\",task=\"0\"} 0.0",
                        "toloka_circuit_state{connector=\"toloka-sink\",task=\"0\"} 0.0",
                        "toloka_ratelimit_tokens{connector=\"toloka-sink\",task=\"0\"} 9.2",
                        "toloka_tasks_limit{connector=\"toloka-sink\",task=\"0\"} 1000.0",
                        "toloka_account_balance{currency=\"USD\"} 123.45",
                        "labeling_connector_last_heartbeat_seconds{connector=\"toloka-sink\",task=\"0\"} "
                                + (double) NOON.plusSeconds(30).getEpochSecond());
    }

    @Test
    void countsAlertsThatFire() {
        known.alerts.add(alert("PoolRefuses", "1001", Alert.State.FIRING));
        known.alerts.add(alert("PoolRefuses", "1002", Alert.State.FIRING));
        known.alerts.add(alert("PoolRefuses", "1003", Alert.State.RESOLVED));

        assertThat(lines())
                .filteredOn(line -> line.startsWith("labeling_alerts_firing{"))
                .containsExactly("labeling_alerts_firing{rule=\"PoolRefuses\",severity=\"WARN\"} 2.0");
    }

    @Test
    void speaksForAllOnTheSpokesmanOnly() {
        known.totals.put(
                Metric.TASKS_CREATED, Map.of(Labels.of("toloka-sink", "1001"), new Stat(7, 0, List.of(), List.of())));
        known.isSpokesman = false;

        assertThat(lines())
                .noneMatch(line -> line.startsWith("toloka_"))
                .noneMatch(line -> line.startsWith("labeling_") && !line.startsWith("labeling_streams_state"))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
    }

    @Test
    void saysNothingAboutAllWhileTheStateIsRestored() {
        known.totals.put(
                Metric.TASKS_CREATED, Map.of(Labels.of("toloka-sink", "1001"), new Stat(7, 0, List.of(), List.of())));
        known.isRestoring = true;
        state = KafkaStreams.State.REBALANCING;

        assertThat(lines())
                .noneMatch(line -> line.startsWith("toloka_"))
                .contains(
                        "labeling_streams_state{state=\"REBALANCING\"} 1.0",
                        "labeling_streams_state{state=\"RUNNING\"} 0.0");
    }

    @Test
    void leavesOutWhatKafkaSaysOfEachStoreAndPartition() {
        assertThat(lines())
                .contains("kafka_stream_thread_process_rate 1.0", "kafka_consumer_fetch_manager_records_lag_max 1.0")
                .noneMatch(line -> line.startsWith("kafka_stream_state_put"))
                .noneMatch(line -> line.startsWith("kafka_consumer_coordinator"));
    }

    @Test
    void saysWhatKafkaStreamsSaysOfItself(@TempDir Path directory) {
        Topology topology = new Topology();
        topology.addSource("source", "input");
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "metrics");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        try (KafkaStreams streams = new KafkaStreams(topology, config);
                Metrics ofStreams = Metrics.of(streams, known, known, InstantSource.fixed(NOON))) {

            assertThat(ofStreams.scrape().lines())
                    .contains("labeling_streams_state{state=\"CREATED\"} 1.0")
                    .anyMatch(line -> line.startsWith("kafka_stream_thread_process_rate{"))
                    .anyMatch(line -> line.startsWith("kafka_stream_alive_stream_threads{"))
                    .noneMatch(line -> line.startsWith("kafka_producer") || line.startsWith("kafka_admin"));
        }
    }

    private List<String> lines() {
        return metrics.scrape().lines().toList();
    }

    private static void likeKafka(MeterRegistry registry) {
        List.of(
                        "kafka.stream.thread.process.rate",
                        "kafka.stream.state.put.rate",
                        "kafka.consumer.coordinator.rebalance.rate.per.hour",
                        "kafka.consumer.fetch.manager.records.lag.max")
                .forEach(name -> Gauge.builder(name, () -> 1).register(registry));
    }

    private static Alert alert(String rule, String pool, Alert.State state) {
        return new Alert(
                new UUID(0, 1),
                NOON,
                rule,
                state,
                Alert.Severity.WARN,
                NOON,
                Map.of("pool", pool),
                1,
                0,
                "It refuses.",
                List.of(),
                null);
    }

    /** What an instance knows. */
    private static final class Known implements Stats, MonitorQueries {

        private final Map<Metric, Map<Labels, Stat>> totals = new HashMap<>();
        private final List<Heartbeat> heartbeats = new ArrayList<>();
        private final List<Alert> alerts = new ArrayList<>();
        private boolean isSpokesman = true;
        private boolean isRestoring;

        @Override
        public Map<Labels, Stat> totals(Metric metric) {
            return totals.getOrDefault(metric, Map.of());
        }

        @Override
        public NavigableMap<Instant, Map<Labels, Stat>> windows(
                Metric metric, Window window, Instant from, Instant to) {
            return new TreeMap<>();
        }

        @Override
        public boolean isSpokesman() {
            return isSpokesman;
        }

        @Override
        public List<Heartbeat> heartbeats() {
            if (isRestoring) {
                throw new StateUnavailableException("Being restored.");
            }
            return heartbeats;
        }

        @Override
        public List<Alert> alerts() {
            return alerts;
        }
    }
}
