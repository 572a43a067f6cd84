package io.github.tolokaconnect.streams.metrics;

import io.github.tolokaconnect.events.CircuitState;
import io.github.tolokaconnect.events.Heartbeat;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What sink tasks say of themselves in heartbeats, for clusters that export no metrics of a plugin. */
final class HeartbeatMetrics {

    static final Family BALANCE =
            Family.gauge("toloka_account_balance", "The account's balance, where the connector knows it.", "currency");

    private static final double MILLIS_PER_SECOND = 1_000;

    /** One number of a sink task. */
    private record Said(Family family, Function<Heartbeat, OptionalDouble> number) {}

    private static final List<Said> SAID = List.of(
            gauge(
                    "labeling_connector_last_heartbeat_seconds",
                    "When the sink task was last heard of, in seconds since 1970.",
                    heartbeat -> heartbeat.eventTime().toEpochMilli() / MILLIS_PER_SECOND),
            gauge(
                    "toloka_operations_inflight",
                    "Operations planned and not ended.",
                    heartbeat -> heartbeat.inflightOperations()),
            gauge(
                    "toloka_operation_oldest_age_seconds",
                    "Age of the oldest operation in flight; 0 without one.",
                    heartbeat -> heartbeat.oldestInflight() == null
                            ? 0
                            : heartbeat.oldestInflight().toMillis() / MILLIS_PER_SECOND),
            gauge(
                    "toloka_buffer_records",
                    "Records taken and not yet in an operation.",
                    heartbeat -> heartbeat.bufferedRecords()),
            gauge(
                    "toloka_partitions_paused",
                    "Topic-partitions that no records are taken from.",
                    heartbeat -> heartbeat.paused().size()),
            gauge(
                    "toloka_circuit_state",
                    "Circuit breaker: 0 closed, 1 half open, 2 open.",
                    heartbeat -> circuit(heartbeat.circuit())),
            new Said(
                    ofSinkTask(false, "toloka_ratelimit_tokens", "Requests that may be sent at once."),
                    heartbeat -> heartbeat.rate() == null
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(heartbeat.rate().tokens())),
            new Said(
                    ofSinkTask(false, "toloka_tasks_today", "Tasks created in the current day (UTC)."),
                    heartbeat -> heartbeat.rate() == null
                            ? OptionalDouble.empty()
                            : OptionalDouble.of((double) heartbeat.rate().tasksToday())),
            new Said(
                    ofSinkTask(
                            false,
                            "toloka_tasks_limit",
                            "Tasks that it may create in a day: its share of the connector's limit; absent without one."),
                    heartbeat -> heartbeat.rate() == null || heartbeat.rate().fusePerDay() == null
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(heartbeat.rate().fusePerDay().doubleValue())),
            counter("toloka_records_received", "Records taken from Connect.", Heartbeat.Totals::received),
            counter("toloka_records_skipped", "Records left out, such as tombstones.", Heartbeat.Totals::skipped),
            counter("toloka_records_abandoned", "Records whose partition moved away.", Heartbeat.Totals::abandoned),
            counter(
                    "toloka_tasks_deduplicated",
                    "Records skipped because their task exists already.",
                    Heartbeat.Totals::deduplicated),
            optional(
                    false,
                    "toloka_records_unaccounted",
                    "Records received that are neither settled nor held by anything: 0, unless something is wrong.",
                    Heartbeat::recordsUnaccounted),
            optional(
                    true,
                    "toloka_auth_failures",
                    "How often the platform refused the credential and the configuration had no other one.",
                    heartbeat -> heartbeat.totals().authFailures()),
            optional(
                    true,
                    "toloka_fuse_tripped",
                    "How often the limit of tasks per day stopped new operations.",
                    heartbeat -> heartbeat.totals().fuseTripped()),
            optional(
                    true,
                    "toloka_results_failed",
                    "Result events that could not be written when they were due; most are written later.",
                    heartbeat -> heartbeat.totals().resultsFailed()),
            counter("toloka_http_throttled", "Answers \"too many requests\".", Heartbeat.Totals::http429),
            counter("toloka_http_server_errors", "Answers \"server error\".", Heartbeat.Totals::http5xx));

    private HeartbeatMetrics() {}

    /** All of them, for the documentation. */
    static List<Family> families() {
        List<Family> families = new ArrayList<>(SAID.stream().map(Said::family).toList());
        families.add(BALANCE);
        return families;
    }

    static List<MetricSnapshot> of(List<Heartbeat> heartbeats) {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (Said said : SAID) {
            Map<List<String>, Double> values = new HashMap<>();
            for (Heartbeat heartbeat : heartbeats) {
                List<String> sinkTask = List.of(
                        heartbeat.connector().name(),
                        Integer.toString(heartbeat.connector().task()));
                said.number().apply(heartbeat).ifPresent(number -> values.put(sinkTask, number));
            }
            snapshots.add(said.family().of(values));
        }
        snapshots.add(BALANCE.of(balances(heartbeats)));
        return snapshots;
    }

    /** One account has one balance; sink tasks tell what they saw last. */
    private static Map<List<String>, Double> balances(List<Heartbeat> heartbeats) {
        Map<List<String>, Double> balances = new HashMap<>();
        heartbeats.stream()
                .sorted((a, b) -> a.eventTime().compareTo(b.eventTime()))
                .forEach(heartbeat -> {
                    if (heartbeat.balance() != null) {
                        balances.put(
                                List.of(heartbeat.balance().currency()),
                                heartbeat.balance().amount().doubleValue());
                    }
                });
        return balances;
    }

    private static double circuit(CircuitState state) {
        return state.equals(CircuitState.CLOSED) ? 0 : state.equals(CircuitState.OPEN) ? 2 : 1;
    }

    private static Said gauge(String name, String help, Function<Heartbeat, Number> number) {
        return new Said(
                ofSinkTask(false, name, help),
                heartbeat -> OptionalDouble.of(number.apply(heartbeat).doubleValue()));
    }

    /** A number that heartbeats of earlier releases do not have. */
    private static Said optional(
            boolean isCounter, String name, String help, Function<Heartbeat, @Nullable Long> number) {
        return new Said(ofSinkTask(isCounter, name, help), heartbeat -> {
            Long said = number.apply(heartbeat);
            return said == null ? OptionalDouble.empty() : OptionalDouble.of(said.doubleValue());
        });
    }

    private static Said counter(String name, String help, Function<Heartbeat.Totals, Long> number) {
        return new Said(
                ofSinkTask(true, name, help),
                heartbeat -> OptionalDouble.of(number.apply(heartbeat.totals()).doubleValue()));
    }

    private static Family ofSinkTask(boolean isCounter, String name, String help) {
        return new Family(name, isCounter, help, List.of("connector", "task"));
    }
}
