package io.github.tolokaconnect.connector.metrics;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.delivery.Totals;
import io.github.tolokaconnect.events.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one sink task, in a registry that lives and dies with it. Safe from any thread. */
public final class SinkTaskMetrics implements AutoCloseable {
    private static final int MOST_POOLS = 200;
    private static final int MOST_CODES = 100;
    private static final int MOST_TOPICS = 50;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final BoundedLabel pools = new BoundedLabel(MOST_POOLS);
    private final BoundedLabel codes = new BoundedLabel(MOST_CODES);
    private final BoundedLabel topics = new BoundedLabel(MOST_TOPICS);
    /** Written by Connect's thread on every tick, read by whoever asks for metrics. */
    private final AtomicReference<Reading> reading = new AtomicReference<>(Reading.EMPTY);

    private final Counter authFailures;
    private final MeterBeans beans;

    /**
     * What a sink task shows of its state.
     *
     * @param pausedPartitions topic-partitions that it takes no records from
     * @param requestsLeft requests that the quota leaves at this moment
     * @param tasksLeftInMinute tasks that the quota of the minute leaves
     * @param tasksLeftInDay tasks that the quota of the day leaves
     */
    public record Reading(
            Delivery.View view, int pausedPartitions, long requestsLeft, long tasksLeftInMinute, long tasksLeftInDay) {
        static final Reading EMPTY = new Reading(
                new Delivery.View(
                        new Totals(0, 0, 0, 0, 0, 0), 0, 0, 0, Optional.empty(), false, false, 0, 0, Set.of()),
                0,
                0,
                0,
                0);
    }

    /** Meters shown as MBeans of {@code domain} for a sink task. */
    public SinkTaskMetrics(String domain, String connector, int task) {
        defineRecords();
        defineLoad();
        defineQuotas();
        authFailures = counter(
                "toloka.auth.failures", "Refusals of the credential for which the configuration had no other one");
        beans = new MeterBeans(registry, domain, connector, task);
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
    }

    /** The registry, for meters of the API client. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Shows the sink task's state as of now. */
    public void show(Reading now) {
        reading.set(now);
    }

    /** Tasks were created and their events are acknowledged. */
    public void created(String pool, int count) {
        counter("toloka.tasks.created", "Tasks created, with their events acknowledged", "pool", pools.of(pool))
                .increment(count);
    }

    /** Records were refused with {@code code} and their events are acknowledged. */
    public void rejected(@Nullable String pool, String code, Stage stage, int count) {
        counter(
                        "toloka.tasks.rejected",
                        "Records reported as validation errors, by the code of their first error",
                        "pool",
                        pools.of(pool),
                        "code",
                        codes.of(code),
                        "stage",
                        stage.value())
                .increment(count);
    }

    /** A task was created from a record with this timestamp (milliseconds since 1970, if it has one). */
    public void latency(@Nullable Long recordTimestamp, Instant now) {
        if (recordTimestamp != null) {
            timer("toloka.record.latency", "From a record's timestamp to its task")
                    .record(Duration.ofMillis(Math.max(0, now.toEpochMilli() - recordTimestamp)));
        }
    }

    /** An operation ended in {@code status}. */
    public void ended(String pool, String status, Duration took) {
        counter("toloka.operations", "Operations ended, by their status", "pool", pools.of(pool), "status", status)
                .increment();
        timer("toloka.operation.duration", "From an operation's planning to its end", "phase", "total")
                .record(took);
    }

    /** Result events were acknowledged. */
    public void published(String topic, int count) {
        counter("toloka.results.published", "Result events acknowledged", "topic", topics.of(topic))
                .increment(count);
    }

    /** A result event could not be written. */
    public void unpublished(String topic) {
        counter("toloka.results.failed", "Result events that Kafka did not take", "topic", topics.of(topic))
                .increment();
    }

    /** Something went wrong and is tried again; {@code code} is the stable id of its message. */
    public void retried(String code) {
        counter("toloka.retries", "Things that went wrong and are tried again, by error id", "reason", codes.of(code))
                .increment();
    }

    /** The platform refused the credential, and the configuration has no other one. */
    public void authFailed() {
        authFailures.increment();
    }

    /** How often the platform refused a credential for which there was no other. */
    public long authFailures() {
        return (long) authFailures.count();
    }

    /** How many result events Kafka did not take. */
    public long resultsFailed() {
        return sum("toloka.results.failed");
    }

    /** How often the platform said that a quota is used up. */
    public long throttled() {
        return sum("toloka.quota.exceeded");
    }

    private long sum(String name) {
        return (long) registry.find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** How often the platform answered with a server error. */
    public long serverErrors() {
        return registry.find("toloka.http.requests").timers().stream()
                .filter(timer -> String.valueOf(timer.getId().getTag("status")).startsWith("5"))
                .mapToLong(Timer::count)
                .sum();
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private Timer timer(String name, String description, String... tags) {
        return Timer.builder(name).description(description).tags(tags).register(registry);
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

    @Override
    public void close() {
        beans.close();
        registry.close();
    }
}
