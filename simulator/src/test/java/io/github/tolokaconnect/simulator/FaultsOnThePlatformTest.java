package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.FaultyConversation.Heard;
import io.github.tolokaconnect.simulator.fault.FaultReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each fault of operations, pools, quotas and operation logs, as a client sees it. */
class FaultsOnThePlatformTest {
    private static final String INVALID =
            "{\"__item_idx\":\"x\",\"pool_id\":\"1001\",\"overlap\":1,\"input_values\":{}}";

    private final FaultyConversation toloka = new FaultyConversation();

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void keepsAnOperationRunningUntilItsRuleIsDeleted() {
        FaultReport rule = toloka.fault("{\"do\":{\"fault\":\"operation-stuck\"}}");
        submit(1, 3);

        toloka.pass(Duration.ofHours(1));
        String before = status(1);
        long tasksBefore = toloka.toloka().audit().tasks();
        Heard deleted = toloka.send("DELETE", "/_faults/" + rule.id(), "");

        JsonNode after = toloka.get("/operations/" + FaultyConversation.id(1)).json();
        assertThat(before).isEqualTo("RUNNING");
        assertThat(tasksBefore).isZero();
        assertThat(deleted.json().path("fired").asInt()).isEqualTo(1);
        assertThat(after.path("status").asText()).isEqualTo("SUCCESS");
        assertThat(after.path("finished").asText()).isEqualTo("2026-03-01T13:00:00.000");
        assertThat(toloka.toloka().audit().tasks()).isEqualTo(3);
    }

    @Test
    void letsAnOperationEndInTimeWhoseRuleIsDeletedBefore() {
        FaultReport rule = toloka.fault("{\"do\":{\"fault\":\"operation-stuck\"}}");
        submit(1, 3);

        toloka.toloka().faults().remove(rule.id());
        toloka.pass(Duration.ofMillis(100));

        assertThat(status(1)).isEqualTo("SUCCESS");
    }

    @Test
    void failsAnOperationWithAnEmptyLog() {
        toloka.fault("{\"do\":{\"fault\":\"operation-failed\"}}");
        submit(1, 3);
        toloka.pass(Duration.ofSeconds(1));

        JsonNode operation =
                toloka.get("/operations/" + FaultyConversation.id(1)).json();

        assertThat(operation.path("status").asText()).isEqualTo("FAIL");
        assertThat(operation.path("details").path("success_count").asInt(-1)).isZero();
        assertThat(operation.path("details").path("failed_count").asInt()).isEqualTo(3);
        assertThat(log(1)).isEmpty();
        assertThat(toloka.toloka().audit().tasks()).isZero();
    }

    @Test
    void forgetsAnOperationAndTakesItsIdAgain() {
        submit(1, 3);
        toloka.pass(Duration.ofSeconds(1));
        toloka.fault("{\"when\":{\"method\":\"GET\",\"times\":1},\"do\":{\"fault\":\"id-forgotten\"}}");

        Heard read = toloka.get("/operations/" + FaultyConversation.id(1));
        Heard again = submit(1, 3);
        Heard third = submit(1, 3);
        toloka.pass(Duration.ofSeconds(1));

        assertThat(read.status()).isEqualTo(404);
        assertThat(again.status()).isEqualTo(202);
        assertThat(third.code()).isEqualTo("OPERATION_ALREADY_EXISTS");
        assertThat(status(1)).isEqualTo("SUCCESS");
        assertThat(toloka.toloka().audit().operations()).isEqualTo(2);
        assertThat(toloka.toloka().audit().duplicates()).isEqualTo(3);
    }

    @Test
    void letsAForgottenOperationDoItsWorkUnseen() {
        submit(1, 3);
        toloka.fault("{\"when\":{\"method\":\"POST\",\"times\":1},\"do\":{\"fault\":\"id-forgotten\"}}");
        submit(1, 2);

        toloka.pass(Duration.ofSeconds(1));

        assertThat(log(1)).hasSize(2);
        assertThat(toloka.toloka().audit().tasks()).isEqualTo(5);
    }

    @Test
    void saysOfTheSameTasksEachTimeThatTheyAreInvalid() {
        toloka.fault("{\"do\":{\"fault\":\"invalidate-items\",\"share\":0.3,\"field\":\"input_values.image\","
                + "\"code\":\"INVALID_URL_SYNTAX\"}}");

        JsonNode first = toloka.post("/tasks?skip_invalid_items=true", FaultyConversation.tasks(400))
                .json();
        JsonNode second = toloka.post("/tasks?skip_invalid_items=true", FaultyConversation.tasks(400))
                .json();

        Set<String> invalid = names(first.path("validation_errors"));
        assertThat(invalid).hasSizeBetween(80, 160).isEqualTo(names(second.path("validation_errors")));
        assertThat(first.path("validation_errors").elements().next().toString())
                .contains("\"input_values.image\":{\"code\":\"INVALID_URL_SYNTAX\"");
        assertThat(toloka.toloka().audit().tasks()).isEqualTo(2L * (400 - invalid.size()));
    }

    @Test
    void archivesAPool() {
        toloka.fault("{\"when\":{\"times\":1},\"do\":{\"fault\":\"archive-pool\",\"pool\":\"1001\"}}");

        Heard refused = toloka.post("/tasks", FaultyConversation.task(1));
        Heard pool = toloka.get("/pools/1001");

        assertThat(refused.code()).isEqualTo("INAPPROPRIATE_STATUS");
        assertThat(pool.json().path("status").asText()).isEqualTo("ARCHIVED");
        assertThat(toloka.get("/pools/1002").json().path("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void archivesThePoolThatARequestIsAbout() {
        submit(1, 1);
        FaultReport rule = toloka.fault("{\"when\":{\"times\":1},\"do\":{\"fault\":\"archive-pool\"}}");

        toloka.get("/requester");
        long before = toloka.fired(rule);
        toloka.get("/operations/" + FaultyConversation.id(1));

        assertThat(before).isZero();
        assertThat(toloka.get("/pools/1001").json().path("status").asText()).isEqualTo("ARCHIVED");
    }

    @Test
    void usesUpTheQuotaOfTheDayUntilMidnight() {
        toloka.fault("{\"when\":{\"times\":1},\"do\":{\"fault\":\"use-up-quota\"}}");

        Heard refused = toloka.post("/tasks", FaultyConversation.task(1));
        Heard other = toloka.get("/requester");
        toloka.pass(Duration.ofHours(12));
        Heard tomorrow = toloka.post("/tasks", FaultyConversation.task(1));

        assertThat(refused.json().path("payload").path("interval").asText()).isEqualTo("DAY");
        assertThat(other.status()).isEqualTo(200);
        assertThat(tomorrow.status()).isEqualTo(201);
    }

    @Test
    void usesUpTheQuotaOfTheMinute() {
        toloka.fault("{\"when\":{\"times\":1},\"do\":{\"fault\":\"use-up-quota\",\"interval\":\"MIN\"}}");

        Heard refused = toloka.post("/tasks", FaultyConversation.task(1));
        toloka.pass(Duration.ofMinutes(1));
        Heard later = toloka.post("/tasks", FaultyConversation.task(1));

        assertThat(refused.json().path("payload").path("interval").asText()).isEqualTo("MIN");
        assertThat(later.status()).isEqualTo(201);
    }

    @Test
    void leavesEntriesOutOfALogWhileItsRuleIsThere() {
        finished(20);
        FaultReport rule = toloka.fault("{\"do\":{\"fault\":\"log-partial\",\"share\":0.25}}");

        List<JsonNode> partial = log(1);
        toloka.toloka().faults().remove(rule.id());

        assertThat(partial).hasSize(15).doesNotHaveDuplicates();
        assertThat(log(1)).hasSize(20).containsAll(partial);
    }

    @Test
    void leavesOutAtLeastOneEntry() {
        finished(1);
        toloka.fault("{\"do\":{\"fault\":\"log-partial\",\"share\":0.01}}");

        assertThat(log(1)).isEmpty();
    }

    @Test
    void showsEntriesOfALogTwice() {
        finished(20);
        toloka.fault("{\"do\":{\"fault\":\"log-duplicated\",\"share\":0.25}}");

        List<JsonNode> log = log(1);

        assertThat(log).hasSize(25);
        assertThat(new HashSet<>(log)).hasSize(20);
    }

    @Test
    void showsALogInAnotherOrderEachTime() {
        finished(20);
        List<JsonNode> usual = log(1);
        toloka.fault("{\"do\":{\"fault\":\"log-shuffled\"}}");

        List<JsonNode> first = log(1);
        List<JsonNode> second = log(1);

        assertThat(first).isNotEqualTo(usual).isNotEqualTo(second).containsExactlyInAnyOrderElementsOf(usual);
        assertThat(second).containsExactlyInAnyOrderElementsOf(usual);
    }

    @Test
    void doesNotEchoMarkers() {
        finished(3);
        toloka.fault("{\"do\":{\"fault\":\"log-without-markers\"}}");

        assertThat(log(1)).hasSize(3).allSatisfy(entry -> {
            assertThat(entry.path("input").has("__item_idx")).isFalse();
            assertThat(entry.path("input").has("input_values")).isTrue();
            assertThat(entry.path("output").has("task_id")).isTrue();
        });
    }

    @Test
    void putsFieldErrorsIntoAnEnvelope() {
        toloka.post("/tasks?async_mode=true&operation_id=" + FaultyConversation.id(1), "[" + INVALID + "]");
        toloka.pass(Duration.ofSeconds(1));
        JsonNode flat = log(1).get(0).path("output");
        toloka.fault("{\"do\":{\"fault\":\"log-envelopes\"}}");
        toloka.fault("{\"do\":{\"fault\":\"log-without-markers\"}}");

        JsonNode entry = log(1).get(0);

        assertThat(entry.path("output").path("code").asText()).isEqualTo("VALIDATION_ERROR");
        assertThat(entry.path("output").path("payload")).isEqualTo(flat);
        assertThat(entry.path("input").has("__item_idx")).isFalse();
    }

    @Test
    void changesNeitherIdsNorOrderOfAnythingElse() {
        finished(5);
        List<JsonNode> expected = log(1);

        try (FaultyConversation other = new FaultyConversation()) {
            other.fault("{\"when\":{\"probability\":0.5},\"do\":{\"fault\":\"token-revoked\"}}");
            other.fault("{\"when\":{\"path\":\"/operations/*/log\"},\"do\":{\"fault\":\"answer-delayed\",\"ms\":1}}");
            for (int number = 0; number < 10; number++) {
                other.get("/requester");
            }
            other.toloka().faults().removeAll();
            other.post("/tasks?async_mode=true&operation_id=" + FaultyConversation.id(1), FaultyConversation.tasks(5));
            other.pass(Duration.ofSeconds(1));
            JsonNode log = other.get("/operations/" + FaultyConversation.id(1) + "/log")
                    .json();

            assertThat(log).containsExactlyElementsOf(expected);
        }
    }

    private void finished(int tasks) {
        submit(1, tasks);
        toloka.pass(Duration.ofSeconds(1));
    }

    private Heard submit(int operation, int tasks) {
        return toloka.post(
                "/tasks?async_mode=true&operation_id=" + FaultyConversation.id(operation),
                FaultyConversation.tasks(tasks));
    }

    private String status(int operation) {
        return toloka.get("/operations/" + FaultyConversation.id(operation))
                .json()
                .path("status")
                .asText();
    }

    private List<JsonNode> log(int operation) {
        List<JsonNode> entries = new ArrayList<>();
        toloka.get("/operations/" + FaultyConversation.id(operation) + "/log")
                .json()
                .forEach(entries::add);
        return entries;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
