package io.github.tolokaconnect.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentsTest {
    private final Conversation api = new Conversation(Settings.DEFAULT
            .withQuotas(Quotas.NONE)
            .withStaffing(new Staffing(Workforce.of(10).withAccepted(0.7), false, null)));

    @Test
    void showsAnAssignmentAsTheReferenceDoes() {
        String task = work(1, 3).get(0);

        JsonNode assignment = only("/assignments?task_id=" + task + "&submitted_lte=2026-03-01T12:00:00.100");

        assertThat(assignment.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "task_suite_id",
                        "pool_id",
                        "user_id",
                        "status",
                        "reward",
                        "tasks",
                        "solutions",
                        "mixed",
                        "automerged",
                        "created",
                        "submitted",
                        assignment.path("status").asText().equals("ACCEPTED") ? "accepted" : "rejected",
                        "owner");
        assertThat(assignment.path("id").asText()).matches("00000003e9--[0-9a-f]{24}");
        assertThat(assignment.path("reward").decimalValue()).isEqualByComparingTo("0.05");
        assertThat(assignment.at("/tasks/0/id").asText()).isEqualTo(task);
        assertThat(assignment.at("/tasks/0/remaining_overlap").asInt()).isEqualTo(2);
        assertThat(assignment.at("/solutions/0/output_values/result").asText()).isIn("cat", "dog");
        assertThat(assignment.path("submitted").asText()).isEqualTo("2026-03-01T12:00:00.100");
        assertThat(assignment.at("/owner/id").asText())
                .isEqualTo(Fixture.demo().requester().path("id").asText());
    }

    @Test
    void listsTheAssignmentsOfATaskAndOfItsSuite() {
        String task = work(4, 3).get(2);

        JsonNode ofTask = api.get("/assignments?task_id=" + task).json();
        String suite = ofTask.at("/items/0/task_suite_id").asText();
        JsonNode ofSuite = api.get("/assignments?task_suite_id=" + suite).json();

        assertThat(ofTask.path("items")).hasSize(3);
        assertThat(ofTask.path("items"))
                .allMatch(item -> item.at("/tasks/0/id").asText().equals(task));
        assertThat(ofSuite).isEqualTo(ofTask);
        assertThat(suite).isNotEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource({
        "status=ACCEPTED",
        "status=REJECTED",
        "'status=ACCEPTED,REJECTED'",
        "'status=SUBMITTED,ACTIVE'",
        "submitted_gt=2026-03-01T12:00:01.000",
        "submitted_lte=2026-03-01T12:00:01.000",
        "created_gte=2026-03-01T12:00:01.000",
        "accepted_lt=2026-03-01T12:00:01.000",
        "rejected_gte=2026-03-01T12:00:01.000",
    })
    void filtersAsTheParametersSay(String parameter) {
        work(10, 3);
        String field = parameter.replaceFirst("(_[a-z]+)?=.*", "");
        String value = parameter.replaceFirst(".*=", "");
        List<String> expected = new ArrayList<>();
        api.get("/assignments?pool_id=1001").json().path("items").forEach(item -> {
            int comparison = item.path(field).asText().compareTo(value);
            boolean isIn = parameter.startsWith("status")
                    ? value.contains(item.path("status").asText())
                    : item.has(field)
                            && switch (parameter.replaceFirst("[a-z]+_([a-z]+)=.*", "$1")) {
                                case "gt" -> comparison > 0;
                                case "gte" -> comparison >= 0;
                                case "lt" -> comparison < 0;
                                default -> comparison <= 0;
                            };
            if (isIn) {
                expected.add(item.path("id").asText());
            }
        });

        JsonNode items =
                api.get("/assignments?pool_id=1001&" + parameter).json().path("items");

        assertThat(items).extracting(item -> item.path("id").asText()).isEqualTo(expected);
        assertThat(expected.isEmpty()).isEqualTo(parameter.contains("ACTIVE"));
    }

    @Test
    void listsTheAssignmentsOfOnePerson() {
        work(10, 3);
        String somebody = api.answers("1001").get(0).userId();

        JsonNode items =
                api.get("/assignments?pool_id=1001&user_id=" + somebody).json().path("items");

        assertThat(items)
                .isNotEmpty()
                .allMatch(item -> item.path("user_id").asText().equals(somebody));
    }

    @Test
    void sortsByTheVerdictThoseWithoutItLast() {
        work(10, 3);

        JsonNode items =
                api.get("/assignments?pool_id=1001&sort=-accepted").json().path("items");

        assertThat(items)
                .hasSize(30)
                .extracting(item -> item.has("accepted"))
                .isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00000003e9--000000000000000000000000", "00000003e7--000000000000000000000000", "x", "00000003e9"
            })
    void knowsNoAssignmentOfAnotherId(String id) {
        work(1, 1);

        assertThat(api.get("/assignments/" + id).status()).isEqualTo(404);
    }

    @Test
    void doesNotTakeTheIdOfATaskForThatOfAnAssignment() {
        String task = work(1, 1).get(0);

        assertThat(api.get("/assignments/" + task).code()).isEqualTo("DOES_NOT_EXIST");
    }

    @Test
    void wantsToKnowWhoseAssignments() {
        Conversation.Answer answer = api.get("/assignments");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/payload/pool_id/code").asText()).isEqualTo("VALUE_REQUIRED");
    }

    @Test
    void listsNothingForATaskThatDoesNotExist() {
        assertThat(api.get("/assignments?task_id=nonsense").json().path("items"))
                .isEmpty();
    }

    private List<String> work(int tasks, int overlap) {
        List<String> ids = new ArrayList<>();
        api.post("/tasks", LaborTest.tasks(tasks, "\"overlap\":" + overlap))
                .json()
                .path("items")
                .forEach(task -> ids.add(task.path("id").asText()));
        api.pass(Duration.ofMinutes(1));
        return ids;
    }

    private JsonNode only(String target) {
        JsonNode items = api.get(target).json().path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }
}
