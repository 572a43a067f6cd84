package io.github.tolokaconnect.connector.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a registry as MBeans: one with everything summed up,
 * {@code <domain>:type=toloka-sink-task-metrics,connector=…,task=…}, and one more for each combination of labels, with the
 * labels as further keys. All are gone after {@link #close}.
 */
final class MeterBeans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeterBeans.class);

    private final MeterRegistry registry;
    private final String base;
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    /** Guarded by this: meters appear on any thread. */
    private final Set<ObjectName> registered = new HashSet<>();

    private boolean closed;

    MeterBeans(MeterRegistry registry, String domain, String connector, int task) {
        this.registry = registry;
        this.base = domain + ":type=toloka-sink-task-metrics,connector=" + keyValue(connector) + ",task=" + task;
        register(List.of());
        if (registered.isEmpty()) {
            return; // what is said about the first name holds for all
        }
        registry.getMeters().forEach(this::added);
        registry.config().onMeterAdded(this::added);
    }

    private void added(Meter meter) {
        if (!meter.getId().getTags().isEmpty()) {
            register(meter.getId().getTags());
        }
    }

    private synchronized void register(List<Tag> tags) {
        if (closed) {
            return;
        }
        var keys = tags.stream()
                .map(tag -> "," + tag.getKey() + "=" + keyValue(tag.getValue()))
                .collect(Collectors.joining());
        try {
            var name = new ObjectName(base + keys);
            if (!registered.contains(name)) {
                server.registerMBean(new MeterBean(registry, tags), name);
                registered.add(name);
            }
        } catch (InstanceAlreadyExistsException other) {
            LOG.warn(
                    "TLK-601 An MBean of this name exists already, so metrics of this sink task are not shown; restart it"
                            + " once the other is gone name={}",
                    base + keys);
        } catch (JMException refused) {
            LOG.warn("TLK-602 An MBean was refused; its metrics are not shown name={}", base + keys, refused);
        }
    }

    private static String keyValue(String text) {
        return text.matches("[^,=:\"*?\\n]+") ? text : ObjectName.quote(text);
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (ObjectName name : registered) {
            try {
                server.unregisterMBean(name);
            } catch (InstanceNotFoundException gone) {
                LOG.debug("MBean is gone already name={}", name, gone);
            } catch (JMException refused) {
                LOG.warn("TLK-603 An MBean could not be removed name={}", name, refused);
            }
        }
        registered.clear();
    }
}
