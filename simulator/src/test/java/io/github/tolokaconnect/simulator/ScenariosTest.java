package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.FaultyConversation.Heard;
import io.github.tolokaconnect.simulator.fault.FaultReport;
import io.github.tolokaconnect.simulator.fault.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small client goes through each scenario to the end that the scenario promises. */
class ScenariosTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final FaultyConversation toloka = new FaultyConversation();

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void getsThroughAnOutage() {
        begin("outage");
        List<Integer> statuses = new ArrayList<>();
        Set<Integer> interrupted = new HashSet<>();

        for (int operation = 0; operation < 60; operation++) {
            Heard heard = submit(operation);
            while (heard.status() != 202 && heard.status() != 409) {
                interrupted.add(heard.status());
                toloka.pass(PAUSE);
                heard = submit(operation);
            }
            statuses.add(heard.status());
            toloka.pass(PAUSE);
        }

        assertThat(interrupted).containsExactlyInAnyOrder(503, 502, 0);
        assertThat(statuses).containsOnly(202);
        assertEverythingOnce(60);
    }

    @Test
    void waitsForTheNextDay() {
        begin("quota-day");
        Heard before = toloka.post("/tasks", FaultyConversation.task(1));
        toloka.pass(Duration.ofSeconds(10));

        Heard atOnce = toloka.post("/tasks", FaultyConversation.task(2));
        toloka.pass(Duration.ofHours(11));
        Heard inTheEvening = toloka.post("/tasks", FaultyConversation.task(2));
        toloka.pass(Duration.ofHours(1));
        Heard afterMidnight = toloka.post("/tasks", FaultyConversation.task(2));

        assertThat(before.status()).isEqualTo(201);
        assertThat(atOnce.json().path("payload").path("interval").asText()).isEqualTo("DAY");
        assertThat(inTheEvening.status()).isEqualTo(429);
        assertThat(afterMidnight.status()).isEqualTo(201);
        assertThat(toloka.toloka().audit().tasks()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void createsEverythingOnceOnAFlakyNetwork(long seed) {
        try (FaultyConversation flaky = new FaultyConversation(seed)) {
            Scenario.named("flaky-network").rules().forEach(flaky.toloka().faults()::add);

            for (int operation = 0; operation < 12; operation++) {
                int status = 0;
                while (status != 202 && status != 409) {
                    status = submit(flaky, operation).status();
                }
            }
            flaky.pass(PAUSE);

            assertThat(flaky.toloka().audit().tasks()).isEqualTo(12);
            assertThat(flaky.toloka().audit().duplicates()).isZero();
            assertThat(flaky.toloka().faults().fired()).isPositive();
        }
    }

    @Test
    void stopsForAPoolThatIsArchived() {
        begin("archived-pool");
        Heard before = submit(1);
        toloka.pass(Duration.ofSeconds(10));

        Heard refused = submit(2);
        Heard other = toloka.post("/tasks", FaultyConversation.task(3).replace("1001", "1002"));

        assertThat(before.status()).isEqualTo(202);
        assertThat(refused.code()).isEqualTo("INAPPROPRIATE_STATUS");
        assertThat(toloka.get("/pools/1001").json().path("status").asText()).isEqualTo("ARCHIVED");
        assertThat(other.status()).isEqualTo(201);
    }

    @Test
    void isLockedOutOnceItsTokenIsRevoked() {
        begin("token-revoked");
        int before = submit(1).status();
        toloka.pass(Duration.ofSeconds(10));

        Heard refused = submit(2);

        assertThat(before).isEqualTo(202);
        assertThat(refused.code()).isEqualTo("AUTHENTICATION_ERROR");
        assertThat(refused.body()).doesNotContain("demo-token");
        assertThat(toloka.get("/requester").status()).isEqualTo(401);
    }

    @Test
    void separatesTheValidTasksFromAFlood() {
        begin("validation-flood");
        String target = "/tasks?async_mode=true&skip_invalid_items=true&operation_id=" + FaultyConversation.id(1);

        toloka.post(target, FaultyConversation.tasks(300));
        toloka.pass(PAUSE);
        JsonNode log =
                toloka.get("/operations/" + FaultyConversation.id(1) + "/log").json();

        Set<String> created = markers(log, "TASK_CREATE");
        Set<String> invalid = markers(log, "TASK_VALIDATE");
        assertThat(created).hasSize((int) toloka.toloka().audit().tasks());
        assertThat(invalid).hasSizeBetween(50, 130).doesNotContainAnyElementsOf(created);
        assertThat(created.size() + invalid.size()).isEqualTo(300);
    }

    @Test
    void goesOnBesideAnOperationThatIsStuck() {
        List<FaultReport> rules = begin("stuck-operation");
        for (int operation = 1; operation <= 3; operation++) {
            submit(operation);
        }
        toloka.pass(Duration.ofHours(1));
        List<String> statuses = List.of(status(1), status(2), status(3));

        toloka.toloka().faults().remove(rules.get(0).id());

        assertThat(statuses).containsExactly("SUCCESS", "RUNNING", "SUCCESS");
        assertThat(status(2)).isEqualTo("SUCCESS");
        assertEverythingOnce(3);
    }

    private List<FaultReport> begin(String scenario) {
        return Scenario.named(scenario).rules().stream()
                .map(toloka.toloka().faults()::add)
                .toList();
    }

    private void assertEverythingOnce(int tasks) {
        toloka.pass(PAUSE);
        assertThat(toloka.toloka().audit().tasks()).isEqualTo(tasks);
        assertThat(toloka.toloka().audit().duplicates()).isZero();
    }

    private Heard submit(int operation) {
        return submit(toloka, operation);
    }

    private static Heard submit(FaultyConversation conversation, int operation) {
        return conversation.post(
                "/tasks?async_mode=true&operation_id=" + FaultyConversation.id(operation),
                FaultyConversation.task(operation));
    }

    private String status(int operation) {
        return toloka.get("/operations/" + FaultyConversation.id(operation))
                .json()
                .path("status")
                .asText();
    }

    private static Set<String> markers(JsonNode log, String type) {
        Set<JsonNode> entries = new HashSet<>();
        log.forEach(entries::add);
        return entries.stream()
                .filter(entry -> entry.path("type").asText().equals(type))
                .map(entry -> entry.path("input").path("__item_idx").asText())
                .collect(Collectors.toSet());
    }
}
