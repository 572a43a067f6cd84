package io.github.tolokaconnect.streams.metrics;

import io.github.tolokaconnect.streams.monitor.MonitorQueries;
import io.github.tolokaconnect.streams.stats.Stats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The numbers of an instance, and on the spokesman also those of all instances, as Prometheus reads them. Owns its registry; nothing
 * is static. Safe from any thread.
 */
public final class Metrics implements AutoCloseable {

    /** Of Kafka's many metrics those of threads and stream tasks; those of single processors, stores and topics are too many. */
    private static final List<String> OF_PARTS = List.of(
            "kafka.stream.processor.node.", "kafka.stream.state.", "kafka.stream.topic.", "kafka.stream.record.cache.");

    private static final String LAG = "kafka.consumer.fetch.manager.records.lag.max";
    private static final int MOST_METERS = 3_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final MeterBinder kafka;

    Metrics(
            MeterBinder kafka,
            Supplier<KafkaStreams.State> state,
            Stats stats,
            MonitorQueries monitor,
            InstantSource clock) {
        this.kafka = kafka;
        registry.config()
                .meterFilter(MeterFilter.denyUnless(Metrics::isWanted))
                .meterFilter(MeterFilter.maximumAllowableMetrics(MOST_METERS));
        List<MeterBinder> binders = List.of(
                new ClassLoaderMetrics(),
                new JvmMemoryMetrics(),
                collections,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics(),
                kafka);
        binders.forEach(binder -> binder.bindTo(registry));
        for (KafkaStreams.State each : KafkaStreams.State.values()) {
            bindState(registry, each, state);
        }
        registry.getPrometheusRegistry().register(new SharedMetrics(stats, monitor, clock));
    }

    /** The metrics of {@code streams}, and of what {@code stats} and {@code monitor} know; to be closed with it. */
    public static Metrics of(KafkaStreams streams, Stats stats, MonitorQueries monitor, InstantSource clock) {
        return new Metrics(new KafkaStreamsMetrics(streams), streams::state, stats, monitor, clock);
    }

    /** All numbers, in Prometheus' text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        if (kafka instanceof KafkaStreamsMetrics streams) {
            streams.close();
        }
        registry.close();
    }

    private static void bindState(MeterRegistry registry, KafkaStreams.State each, Supplier<KafkaStreams.State> state) {
        Gauge.builder("labeling.streams.state", () -> state.get() == each ? 1 : 0)
                .description("1 for the state that this instance's Kafka Streams is in, 0 for the others.")
                .tag("state", each.name())
                .register(registry);
    }

    private static boolean isWanted(Meter.Id id) {
        String name = id.getName();
        return !name.startsWith("kafka.")
                || name.equals(LAG)
                || (name.startsWith("kafka.stream.") && OF_PARTS.stream().noneMatch(name::startsWith));
    }
}
