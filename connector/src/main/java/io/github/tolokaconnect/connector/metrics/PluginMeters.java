package io.github.tolokaconnect.connector.metrics;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a registry among the worker's metrics of plugins (KIP-877), which add the tags {@code connector} and {@code task}. Names
 * are those of the MBeans after {@code toloka-}; labels are tags, and nothing is summed up.
 *
 * <p>Only gauges are added: the worker's sensors are shared by all of its plugins that give one the same name. The one class that
 * refers to a type of Connect 4.1; nothing else may, or the plugin would not load in an older worker.
 */
final class PluginMeters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginMeters.class);

    private final PluginMetrics metrics;
    /** Guarded by this: meters appear on any thread. */
    private final Set<MetricName> shown = new HashSet<>();

    private boolean closed;

    private PluginMeters(PluginMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * Shows {@code registry} to the worker behind {@code context}.
     *
     * @throws LinkageError if the worker is older than Connect 4.1
     */
    static PluginMeters of(MeterRegistry registry, SinkTaskContext context) {
        return of(registry, context.pluginMetrics());
    }

    static PluginMeters of(MeterRegistry registry, PluginMetrics metrics) {
        var meters = new PluginMeters(metrics);
        registry.config().onMeterAdded(meters::show);
        registry.getMeters().forEach(meters::show);
        return meters;
    }

    private synchronized void show(Meter meter) {
        if (closed) {
            return;
        }
        try {
            var tags = new LinkedHashMap<String, String>();
            meter.getId().getTags().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
            var description = Objects.requireNonNullElse(meter.getId().getDescription(), "");
            for (Measurement measurement : meter.measure()) {
                var name = metrics.metricName("toloka-" + MeterBean.name(meter, measurement), description, tags);
                if (!shown.contains(name)) {
                    metrics.addMetric(name, (Gauge<Double>) (config, now) -> measurement.getValue());
                    shown.add(name);
                }
            }
        } catch (IllegalArgumentException refused) {
            LOG.warn("TLK-604 The worker refused a metric, and it is not shown meter={}", meter.getId(), refused);
        } catch (IllegalStateException gone) {
            LOG.debug("The worker takes no more metrics of this sink task", gone);
        }
    }

    /** The worker removes them too, after the sink task has stopped. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            shown.forEach(metrics::removeMetric);
        } catch (IllegalStateException gone) {
            LOG.debug("The worker removed the metrics already", gone);
        }
        shown.clear();
    }
}
