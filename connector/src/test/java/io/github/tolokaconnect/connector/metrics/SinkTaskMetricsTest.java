package io.github.tolokaconnect.connector.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.delivery.Holdups;
import io.github.tolokaconnect.connector.delivery.Totals;
import io.github.tolokaconnect.events.Stage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkTaskMetricsTest {
    private static final String DOMAIN = "metrics.test";
    private static final String KEYS = "type=toloka-sink-task-metrics,connector=cats,task=0";
    private static final String BEAN = DOMAIN + ":" + KEYS;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Deque<SinkTaskMetrics> open = new ArrayDeque<>();

    @AfterEach
    void close() {
        open.forEach(SinkTaskMetrics::close);
    }

    @Test
    void showsTheStateOfASinkTask() throws JMException {
        var metrics = metrics("cats", 0);

        metrics.show(reading());

        assertThat(value(BEAN, "records-received-total")).isEqualTo(100);
        assertThat(value(BEAN, "records-skipped-total")).isEqualTo(3);
        assertThat(value(BEAN, "records-abandoned-total")).isEqualTo(4);
        assertThat(value(BEAN, "records-redelivered-total")).isEqualTo(5);
        assertThat(value(BEAN, "records-pending")).isEqualTo(100 - 50 - 10 - 3 - 4);
        assertThat(value(BEAN, "records-unaccounted")).isZero();
        assertThat(value(BEAN, "operations-inflight")).isEqualTo(2);
        assertThat(value(BEAN, "operation-oldest-age-seconds")).isEqualTo(1.5);
        assertThat(value(BEAN, "buffer-records")).isEqualTo(33);
        assertThat(value(BEAN, "buffer-bytes")).isEqualTo(4_096);
        assertThat(value(BEAN, "partitions-paused")).isEqualTo(1);
        assertThat(value(BEAN, "tasks-today")).isEqualTo(60);
        assertThat(value(BEAN, "fuse-tripped-total")).isEqualTo(1);
        assertThat(value(BEAN, "auth-failures-total")).isZero();
        assertThat(value(BEAN + ",limit=minute", "ratelimit-tokens")).isEqualTo(12);
        assertThat(value(BEAN + ",request=create", "ratelimit-wait-count")).isEqualTo(3);
        assertThat(value(BEAN + ",request=create", "ratelimit-wait-seconds-total"))
                .isEqualTo(4.5);
    }

    @Test
    void countsByLabelAndInSum() throws JMException {
        var metrics = metrics("cats", 0);

        metrics.created("1001", 5);
        metrics.created("1002", 7);
        metrics.rejected("1001", "VALUE_REQUIRED", Stage.PLATFORM_VALIDATION, 2);
        metrics.ended("1001", "SUCCESS", Duration.ofMillis(250));
        metrics.published("toloka.tasks-created", 1);
        metrics.unpublished("toloka.tasks-created");
        metrics.retried("TLK-301");
        metrics.latency(1_000L, Instant.ofEpochMilli(3_000));

        assertThat(value(BEAN, "tasks-created-total")).isEqualTo(12);
        assertThat(value(BEAN + ",pool=1002", "tasks-created-total")).isEqualTo(7);
        assertThat(value(BEAN + ",code=VALUE_REQUIRED,pool=1001,stage=PLATFORM_VALIDATION", "tasks-rejected-total"))
                .isEqualTo(2);
        assertThat(value(BEAN + ",pool=1001,status=SUCCESS", "operations-total"))
                .isEqualTo(1);
        assertThat(value(BEAN + ",phase=total", "operation-duration-seconds-total"))
                .isEqualTo(0.25);
        assertThat(value(BEAN, "operation-duration-count")).isEqualTo(1);
        assertThat(value(BEAN, "record-latency-seconds-max")).isEqualTo(2);
        assertThat(value(BEAN, "results-published-total")).isEqualTo(1);
        assertThat(value(BEAN, "results-failed-total")).isEqualTo(1);
        assertThat(value(BEAN + ",reason=TLK-301", "retries-total")).isEqualTo(1);
    }

    @Test
    void doesNotSumUpWhatIsLeftOfDifferentQuotas() {
        metrics("cats", 0);

        assertThatThrownBy(() -> value(BEAN, "ratelimit-tokens")).isInstanceOf(AttributeNotFoundException.class);
    }

    @Test
    void readsWhatTheApiClientCounted() {
        var metrics = metrics("cats", 0);
        metrics.registry().counter("toloka.quota.exceeded", "interval", "MIN").increment(3);
        metrics.registry().timer("toloka.http.requests", "status", "503").record(Duration.ofMillis(1));
        metrics.registry().timer("toloka.http.requests", "status", "201").record(Duration.ofMillis(1));

        assertThat(metrics.throttled()).isEqualTo(3);
        assertThat(metrics.serverErrors()).isEqualTo(1);
    }

    @Test
    void staysWithinItsLabelsWhateverTheDataSays() throws JMException {
        var metrics = metrics("cats", 0);

        IntStream.range(0, 300).forEach(pool -> metrics.created("pool-" + pool, 1));
        metrics.rejected(null, "NOT_NULL_BODY", Stage.MAPPING, 1);

        assertThat(beans().stream().filter(name -> name.contains(",pool=pool-")))
                .hasSize(200);
        assertThat(value(BEAN + ",pool=OTHER", "tasks-created-total")).isEqualTo(100);
        assertThat(value(BEAN, "tasks-created-total")).isEqualTo(300);
    }

    @Test
    void quotesNamesThatJmxWouldMisread() throws JMException {
        var metrics = metrics("cats, dogs=\"all\"*", 0);

        metrics.retried("a:b?");

        assertThat(beans()).hasSize(7).allMatch(name -> name.contains("connector=\"cats, dogs=\\\"all\\\"\\*\""));
    }

    @Test
    void leavesNothingBehind() {
        var metrics = metrics("cats", 0);
        metrics.created("1001", 1);

        metrics.close();
        metrics.created("1002", 1);

        assertThat(beans()).isEmpty();
    }

    @Test
    void keepsSinkTasksApart() throws JMException {
        var first = metrics("cats", 0);
        var second = metrics("cats", 1);
        first.created("1001", 1);
        second.created("1001", 2);

        first.close();

        assertThat(beans()).allMatch(name -> name.contains(",task=1")).isNotEmpty();
        assertThat(value(BEAN.replace("task=0", "task=1"), "tasks-created-total"))
                .isEqualTo(2);
    }

    @Test
    void aNameThatIsTakenHarmsNobody() throws JMException {
        var first = metrics("cats", 0);
        var second = metrics("cats", 0);
        first.created("1001", 1);
        second.created("1002", 5);

        second.close();

        assertThat(value(BEAN, "tasks-created-total")).isEqualTo(1);
        assertThat(beans()).contains(KEYS + ",pool=1001").doesNotContain(KEYS + ",pool=1002");
    }

    @Test
    void canBeReadAndNothingElse() throws JMException {
        metrics("cats", 0).show(reading());
        var name = new ObjectName(BEAN);

        assertThat(server.getAttributes(name, new String[] {"tasks-today", "no-such-attribute"})
                        .asList())
                .containsExactly(new Attribute("tasks-today", 60.0));
        assertThatThrownBy(() -> server.setAttribute(name, new Attribute("tasks-today", 1.0)))
                .isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> server.invoke(name, "reset", null, null)).isInstanceOf(RuntimeMBeanException.class);
    }

    private SinkTaskMetrics metrics(String connector, int task) {
        var metrics = new SinkTaskMetrics();
        metrics.showAsBeans(DOMAIN, connector, task);
        open.push(metrics);
        return metrics;
    }

    private static SinkTaskMetrics.Reading reading() {
        var view = new Delivery.View(
                new Totals(100, 50, 10, 3, 4, 5),
                33,
                4_096,
                2,
                Optional.of(Duration.ofMillis(1_500)),
                false,
                false,
                60,
                1,
                new Holdups(3, Duration.ofMillis(4_500), 0, Duration.ZERO),
                Set.of());
        return new SinkTaskMetrics.Reading(view, 1, 11, 12, 13);
    }

    private double value(String bean, String attribute) throws JMException {
        return (double) server.getAttribute(new ObjectName(bean), attribute);
    }

    private Set<String> beans() {
        try {
            return server.queryNames(new ObjectName(DOMAIN + ":*"), null).stream()
                    .map(ObjectName::getKeyPropertyListString)
                    .collect(Collectors.toSet());
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
