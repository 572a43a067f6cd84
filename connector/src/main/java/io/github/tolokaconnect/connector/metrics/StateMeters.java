package io.github.tolokaconnect.connector.metrics;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.connector.delivery.Holdups;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics.Reading;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The meters of what a sink task says of its state: each shows a part of the newest reading. */
final class StateMeters {
    private final MeterRegistry registry;
    private final AtomicReference<Reading> reading;

    StateMeters(MeterRegistry registry, AtomicReference<Reading> reading) {
        this.registry = registry;
        this.reading = reading;
    }

    void define() {
        defineRecords();
        defineLoad();
        defineQuotas();
    }

    private void defineRecords() {
        total(
                "toloka.records.received",
                "Records taken, each offset once",
                r -> r.view().totals().received());
        total(
                "toloka.records.skipped",
                "Records without a value that were skipped",
                r -> r.view().totals().skipped());
        total(
                "toloka.records.abandoned",
                "Records whose partition moved away before they were settled; its new owner reads them again",
                r -> r.view().totals().abandoned());
        total(
                "toloka.records.redelivered",
                "Records delivered again while they were on their way",
                r -> r.view().totals().redelivered());
        gauge(
                "toloka.records.pending",
                "Records received of which it is not settled what became of them",
                r -> r.view().pending());
        gauge(
                "toloka.records.unaccounted",
                "Records pending that nothing holds; always 0",
                r -> r.view().recordsUnaccounted());
    }

    private void defineLoad() {
        gauge(
                "toloka.operations.inflight",
                "Operations planned and not settled",
                r -> r.view().inFlight());
        gauge(
                "toloka.buffer.records",
                "Records held, in flight included",
                r -> r.view().heldRecords());
        gauge(
                "toloka.buffer.bytes",
                "Memory that they hold, in bytes, about",
                r -> r.view().heldBytes());
        gauge("toloka.partitions.paused", "Topic-partitions that no records are taken from", Reading::pausedPartitions);
        TimeGauge.builder(
                        "toloka.operation.oldest.age",
                        reading,
                        TimeUnit.MILLISECONDS,
                        r -> requireNonNull(r.get())
                                .view()
                                .oldestInFlight()
                                .map(Duration::toMillis)
                                .orElse(0L))
                .description("Age of the oldest operation in flight")
                .register(registry);
    }

    private void defineQuotas() {
        gauge(
                "toloka.tasks.today",
                "Tasks sent in the current UTC day",
                r -> r.view().tasksToday());
        total(
                "toloka.fuse.tripped",
                "How often the limit of tasks per day stopped new operations",
                r -> r.view().fuseTripped());
        tokens("second", Reading::requestsLeft);
        tokens("minute", Reading::tasksLeftInMinute);
        tokens("day", Reading::tasksLeftInDay);
        held("create", Holdups::creates, Holdups::createsFor);
        held("read", Holdups::reads, Holdups::readsFor);
    }

    private void total(String name, String description, ToDoubleFunction<Reading> value) {
        FunctionCounter.builder(name, reading, r -> value.applyAsDouble(requireNonNull(r.get())))
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Reading> value) {
        Gauge.builder(name, reading, r -> value.applyAsDouble(requireNonNull(r.get())))
                .description(description)
                .register(registry);
    }

    private void tokens(String limit, ToDoubleFunction<Reading> left) {
        Gauge.builder("toloka.ratelimit.tokens", reading, r -> left.applyAsDouble(requireNonNull(r.get())))
                .description("What the quota leaves: requests of the second, tasks of the minute and of the day")
                .tag("limit", limit)
                .register(registry);
    }

    private void held(String request, ToLongFunction<Holdups> count, Function<Holdups, Duration> total) {
        FunctionTimer.builder(
                        "toloka.ratelimit.wait",
                        reading,
                        r -> count.applyAsLong(requireNonNull(r.get()).view().holdups()),
                        r -> total.apply(requireNonNull(r.get()).view().holdups())
                                .toMillis(),
                        TimeUnit.MILLISECONDS)
                .description("Times in which the connector's own pacing let no request of this kind leave")
                .tag("request", request)
                .register(registry);
    }
}
