package io.github.tolokaconnect.connector.metrics;

import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.delivery.Holdups;
import io.github.tolokaconnect.connector.delivery.Totals;
import io.github.tolokaconnect.events.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The meters of one sink task, in a registry that lives and dies with it. Safe from any thread. */
public final class SinkTaskMetrics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkTaskMetrics.class);

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
    /** What ends each way of showing them. */
    private final Deque<Runnable> views = new ArrayDeque<>();

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
                        new Totals(0, 0, 0, 0, 0, 0),
                        0,
                        0,
                        0,
                        Optional.empty(),
                        false,
                        false,
                        0,
                        0,
                        Holdups.NONE,
                        Set.of()),
                0,
                0,
                0,
                0);
    }

    /** Meters that nobody is shown yet. */
    public SinkTaskMetrics() {
        new StateMeters(registry, reading).define();
        authFailures = counter(
                "toloka.auth.failures", "Refusals of the credential for which the configuration had no other one");
    }

    /** Shows them as MBeans of {@code domain} for a sink task. */
    public void showAsBeans(String domain, String connector, int task) {
        views.push(new MeterBeans(registry, domain, connector, task)::close);
    }

    /** Shows them among the worker's own metrics, and so to its reporters; a worker before Connect 4.1 has no place for them. */
    public void showToWorker(SinkTaskContext context) {
        try {
            views.push(PluginMeters.of(registry, context)::close);
        } catch (NoSuchMethodError | NoClassDefFoundError older) {
            LOG.debug("This worker takes no metrics of plugins; that begins with Connect 4.1", older);
        }
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
        duration("total").record(took);
    }

    /** A phase of an operation took so long, if the platform told. */
    public void phase(String phase, @Nullable Duration took) {
        if (took != null) {
            duration(phase).record(took);
        }
    }

    private Timer duration(String phase) {
        return timer(
                "toloka.operation.duration",
                "Where the time of an operation went: request, platform's queue, its work, reading the log, and all of it",
                "phase",
                phase);
    }

    /** The platform had an operation already when it was sent or looked for. */
    public void adopted(String pool) {
        counter(
                        "toloka.operations.adopted",
                        "Operations that the platform had already when they were sent or looked for; nothing was started twice",
                        "pool",
                        pools.of(pool))
                .increment();
    }

    /** Times commits that end in {@code outcome}. */
    public Timer commits(String outcome) {
        return timer(
                "toloka.commits", "Commits of results and journal, from their asking to their end", "outcome", outcome);
    }

    /** Times claims of topic-partitions that end in {@code outcome}. */
    public Timer claims(String outcome) {
        return timer("toloka.claims", "Claims of a topic-partition, its journal read included", "outcome", outcome);
    }

    /** Result events go to {@code topics}: their counters begin now, at 0. */
    public void publishesTo(String... topics) {
        for (String topic : topics) {
            publishedTo(topic);
            failedFor(topic);
        }
    }

    private Counter publishedTo(String topic) {
        return counter("toloka.results.published", "Result events acknowledged", "topic", topics.of(topic));
    }

    private Counter failedFor(String topic) {
        return counter(
                "toloka.results.failed",
                "Result events that Kafka did not take when they were due; most are written later",
                "topic",
                topics.of(topic));
    }

    /** Result events were acknowledged. */
    public void published(String topic, int count) {
        publishedTo(topic).increment(count);
    }

    /** A result event could not be written. */
    public void unpublished(String topic) {
        failedFor(topic).increment();
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

    @Override
    public void close() {
        views.forEach(Runnable::run);
        registry.close();
    }
}
