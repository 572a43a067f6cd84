package io.github.tolokaconnect.streams.web;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.stats.Metric;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolsApiTest {

    private final Known known = new Known();
    private Instance instance;

    @BeforeEach
    void start() throws IOException {
        known.put("route/cats", Cases.ROUTE);
        known.put("pool/cats-main", "{\"pool_id\":\"1001\"}");
        known.stats.count(Metric.TASKS_CREATED, NOON, 30, "toloka-sink", "1001");
        known.stats.count(Metric.TASKS_REJECTED, NOON, 10, "toloka-sink", "1001", "VALUE_REQUIRED", "MAPPING");
        known.stats.count(Metric.TASKS_REJECTED, NOON, 1, "toloka-sink", "", "VALUE_REQUIRED", "MAPPING");
        instance = Instance.of(known);
    }

    @AfterEach
    void stop() {
        instance.close();
    }

    @Test
    void saysWhatEachPoolGotAndRefused() throws Exception {
        known.stats.count(Metric.ERRORS, NOON, 3, "INVALID_TYPE", "input_values.x", "1001");
        known.stats.count(Metric.ERRORS, NOON, 10, "VALUE_REQUIRED", "input_values.image", "1001");
        known.stats.count(Metric.ERRORS, NOON, 90, "VALUE_REQUIRED", "input_values.image", "1002");
        known.stats.count(Metric.LABELS, NOON, 3, "1001", "catdog", "7", "true");
        known.stats.count(Metric.LABELS, NOON, 1, "1001", "catdog", "7", "false");
        known.stats.time(Metric.RECORD_LATENCY, NOON, 30, 5.0, "toloka-sink", "1001");

        JsonNode pools = instance.read("/api/v1/pools").path("pools");

        assertThat(pools).hasSize(1);
        JsonNode pool = pools.path(0);
        assertThat(pool.path("aliases").toString()).isEqualTo("[\"cats-main\"]");
        assertThat(pool.path("routes").toString()).isEqualTo("[\"cats\"]");
        assertThat(pool.path("created").asInt()).isEqualTo(30);
        assertThat(pool.path("rejected_share").asDouble()).isEqualTo(0.25);
        assertThat(pool.path("top_error"))
                .hasToString("{\"code\":\"VALUE_REQUIRED\",\"path\":\"input_values.image\",\"count\":10}");
        assertThat(pool.path("agreement").asDouble()).isEqualTo(0.75);
        assertThat(pool.path("record_to_task").path("p95").asInt()).isEqualTo(5_000);
    }

    @Test
    void listsAPoolThatOnlyAnAliasKnows() throws Exception {
        known.put("pool/spare", "{\"pool_id\":\"1003\"}");

        JsonNode spare = instance.read("/api/v1/pools").path("pools").path(1);

        assertThat(spare.path("pool").asText()).isEqualTo("1003");
        assertThat(spare.path("rejected_share").isNull()).isTrue();
        assertThat(spare.path("idle_days").isNull()).isTrue();
    }

    @Test
    void saysForHowManyDaysAPoolGotNothing() throws Exception {
        assertThat(idleDays()).isZero();

        known.now = NOON.plus(Duration.ofDays(26)).plusSeconds(1);
        assertThat(idleDays()).isEqualTo(26);

        known.stats.count(Metric.TASKS_CREATED, known.now, 1, "toloka-sink", "1001");
        known.now = known.now.plusSeconds(30);
        assertThat(idleDays()).isZero();
    }

    private int idleDays() throws Exception {
        return instance.read("/api/v1/pools")
                .path("pools")
                .path(0)
                .path("idle_days")
                .asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "cats-main", "@cats-main", "%40cats-main"})
    void followsAPoolByIdOrAlias(String named) throws Exception {
        known.stats.count(Metric.OPERATIONS_SUBMITTED, NOON, 4, "toloka-sink", "1001");
        known.stats.count(Metric.OPERATIONS, NOON, 2, "toloka-sink", "1001", "SUCCESS", "PARTIAL");
        known.stats.count(Metric.OPERATIONS, NOON, 1, "toloka-sink", "1001", "SUCCESS", "NONE");
        known.stats.count(Metric.OPERATIONS, NOON, 5, "toloka-sink", "1002", "SUCCESS", "ALL");

        JsonNode series = instance.read("/api/v1/pools/" + named + "/series?window=1h&from=2026-11-21T11:00:00Z");

        assertThat(series.path("pool").asText()).isEqualTo("1001");
        assertThat(series.path("points")).hasSize(2);
        assertThat(series.path("points").path(0).path("created").asInt()).isZero();
        assertThat(series.path("points").path(1))
                .hasToString("{\"at\":\"2026-11-21T12:00:00.000Z\",\"created\":30,\"rejected\":10,\"submitted\":4,"
                        + "\"finished\":2,\"failed\":1,\"labels\":0,\"latency_p95\":null}");
    }
}
