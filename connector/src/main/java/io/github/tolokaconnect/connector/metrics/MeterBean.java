package io.github.tolokaconnect.connector.metrics;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

/** One MBean whose attributes are meters: those with exactly the given labels, or all of them summed up if it has none. */
final class MeterBean implements DynamicMBean {
    private final MeterRegistry registry;
    private final List<Tag> tags;

    MeterBean(MeterRegistry registry, List<Tag> tags) {
        this.registry = registry;
        this.tags = List.copyOf(tags);
    }

    /** The attributes in which {@code meter} is shown. */
    static Set<String> names(Meter meter) {
        var names = new TreeSet<String>();
        meter.measure().forEach(measurement -> names.add(name(meter, measurement)));
        return names;
    }

    private Map<String, Double> attributes() {
        var values = new TreeMap<String, Double>();
        for (Meter meter : registry.getMeters()) {
            boolean gauge = meter.getId().getType() == Meter.Type.GAUGE;
            boolean tagged = !meter.getId().getTags().isEmpty();
            // The sum of what is left of different limits means nothing.
            if (tags.isEmpty() ? !(gauge && tagged) : meter.getId().getTags().equals(tags)) {
                for (Measurement measurement : meter.measure()) {
                    boolean max = measurement.getStatistic() == Statistic.MAX;
                    values.merge(name(meter, measurement), measurement.getValue(), max ? Math::max : Double::sum);
                }
            }
        }
        return values;
    }

    /** {@code toloka.tasks.created} is shown as {@code tasks-created-total}; times are in milliseconds or seconds, as named. */
    static String name(Meter meter, Measurement measurement) {
        var name = meter.getId().getName().replaceFirst("^toloka\\.", "").replace('.', '-');
        boolean timer = meter.getId().getType() == Meter.Type.TIMER;
        return switch (measurement.getStatistic()) {
            case COUNT -> timer ? name + "-count" : name + "-total";
            case TOTAL_TIME -> name + "-seconds-total";
            case MAX -> name + "-seconds-max";
            default -> "seconds".equals(meter.getId().getBaseUnit()) ? name + "-seconds" : name;
        };
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        var value = attributes().get(attribute);
        if (value == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return value;
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        var values = attributes();
        var found = new AttributeList();
        for (String name : names) {
            var value = values.get(name);
            if (value != null) {
                found.add(new Attribute(name, value));
            }
        }
        return found;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] params, String[] signature) {
        throw new IllegalArgumentException("there is no operation " + action);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        var attributes = attributes().keySet().stream()
                .map(name -> new MBeanAttributeInfo(name, "double", name, true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(MeterBean.class.getName(), "Metrics of a Toloka sink task", attributes, null, null, null);
    }
}
