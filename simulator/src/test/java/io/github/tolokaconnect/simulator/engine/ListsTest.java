package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest {
    private final Conversation api = Conversation.begin();

    @Test
    void pagesThroughTheTasksOfAPool() {
        api.post("/tasks", "[" + String.join(",", Collections.nCopies(7, VALID)) + "]");

        List<String> seen = new ArrayList<>();
        JsonNode page = api.get("/tasks?pool_id=1001&sort=id&limit=3").json();
        seen.addAll(ids(page));
        while (page.path("has_more").asBoolean()) {
            page = api.get("/tasks?pool_id=1001&sort=id&limit=3&id_gt=" + seen.get(seen.size() - 1))
                    .json();
            seen.addAll(ids(page));
        }

        assertThat(seen).hasSize(7).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void sortsDownwards() {
        api.post("/tasks", "[" + String.join(",", Collections.nCopies(4, VALID)) + "]");
        List<String> upwards = ids(api.get("/tasks?pool_id=1001").json());

        List<String> downwards = ids(api.get("/tasks?pool_id=1001&sort=-id").json());

        Collections.reverse(upwards);
        assertThat(downwards).isEqualTo(upwards);
    }

    @Test
    void narrowsTasksByDateAndOverlap() {
        api.post("/tasks", VALID);
        api.pass(Duration.ofSeconds(2));
        String later = api.post("/tasks", VALID.replace("\"overlap\":2", "\"overlap\":5"))
                .json()
                .path("id")
                .asText();

        assertThat(ids(api.get("/tasks?pool_id=1001&created_gt=2026-03-01T12:00:01")
                        .json()))
                .containsExactly(later);
        assertThat(ids(api.get("/tasks?pool_id=1001&overlap_gte=5").json())).containsExactly(later);
        assertThat(ids(api.get("/tasks?pool_id=1001&overlap=5").json())).containsExactly(later);
        assertThat(ids(api.get("/tasks?pool_id=1001&overlap_gt=-7&overlap_lt=99999999999")
                        .json()))
                .hasSize(2);
        assertThat(ids(api.get("/tasks?pool_id=1001&id_gte=" + later + "&id_lte=" + later)
                        .json()))
                .containsExactly(later);
        assertThat(ids(api.get("/tasks?pool_id=1001&id_lt=" + later).json())).hasSize(1);
    }

    @Test
    void filtersOperationsByTypeAndStatus() {
        api.operation("", VALID);
        api.post("/pools/1001/close", "");

        assertThat(ids(api.get("/operations?type=POOL.CLOSE").json())).hasSize(1);
        assertThat(ids(api.get("/operations?status=SUCCESS&sort=-finished").json()))
                .hasSize(1);
        assertThat(ids(api.get("/operations?sort=id").json())).hasSize(2).isSorted();
    }

    @Test
    void listsPoolsAndProjects() {
        assertThat(ids(api.get("/pools?project_id=100&status=OPEN&sort=-id").json()))
                .containsExactly("1003", "1002", "1001");
        assertThat(ids(api.get("/projects?limit=1&sort=public_name,-private_comment")
                        .json()))
                .containsExactly("100");
        assertThat(api.get("/projects/100").json().path("public_name").asText()).isEqualTo("Image classification");
    }

    @ParameterizedTest
    @CsvSource({
        "sort=id,                                        9 10 1001 1002 1003",
        "sort=-id&limit=2,                               1003 1002",
        "sort=id&id_gt=9&id_lte=1001,                    10 1001",
        "status=CLOSED,                                  9",
        "project_id=7,                                   ''",
        "sort=-created&created_lt=2026-01-12T09:11:00,   1001 10",
        "created_gte=2026-03-01T12:00:00,                9",
        "sort=last_started&last_started_gt=2026-01-12T09:31:00&last_started_lt=2026-02-01T00:00:00, 1003",
    })
    void narrowsAndSortsPools(String query, String expected) {
        Conversation more = Conversation.with(Fixture.demo()
                .withPool("{\"id\":\"9\",\"project_id\":\"100\",\"status\":\"CLOSED\"}")
                .withPool("{\"id\":\"10\",\"project_id\":\"100\",\"status\":\"OPEN\","
                        + "\"created\":\"2025-01-01T00:00:00\"}"));

        JsonNode page = more.get("/pools?" + query).json();

        assertThat(String.join(" ", ids(page))).isEqualTo(expected);
        assertThat(page.path("has_more").asBoolean()).isEqualTo(query.contains("limit=2"));
    }

    @ParameterizedTest
    @CsvSource({
        "status=ACTIVE,                        100 8",
        "status=ARCHIVED,                      7",
        "created_gt=2026-01-01T00:00:00,       100",
        "created_lt=2026-01-01T00:00:00.001,   7",
        "sort=-created&limit=1,                100",
        "id_gte=7&sort=id,                     7 8",
    })
    void narrowsAndSortsProjects(String query, String expected) {
        String spec = ",\"task_spec\":{\"input_spec\":{},\"output_spec\":{}}}";
        Conversation more = Conversation.with(Fixture.demo()
                .withProject("{\"id\":\"7\",\"status\":\"ARCHIVED\",\"created\":\"2026-01-01T00:00:00\"" + spec)
                .withProject("{\"id\":\"8\"" + spec));

        assertThat(String.join(" ", ids(more.get("/projects?" + query).json()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/tasks, pool_id, VALUE_REQUIRED",
        "/pools?id_gt=x, id_gt, INTEGER_EXPECTED",
        "/tasks?pool_id=1001&limit=301, limit, VALUE_GREATER_THAN_MAX",
        "/tasks?pool_id=1001&limit=0, limit, VALUE_LESS_THAN_MIN",
        "/tasks?pool_id=1001&limit=x, limit, INTEGER_EXPECTED",
        "/tasks?pool_id=1001&limit=, limit, INTEGER_EXPECTED",
        "/tasks?pool_id=1001&limit=-5, limit, VALUE_LESS_THAN_MIN",
        "/tasks?pool_id=1001&limit=99999999999, limit, VALUE_GREATER_THAN_MAX",
        "/tasks?pool_id=1001&created_gt=2026-02-30T00:00:00, created_gt, INVALID_DATE_TIME_SYNTAX",
        "/tasks?pool_id=1001&created_gt=2026-03-01T00:00:00Z, created_gt, INVALID_DATE_TIME_SYNTAX",
        "/tasks?pool_id=1001&overlap=, overlap, INTEGER_EXPECTED",
        "/tasks?pool_id=1001&sort=, sort, VALUE_NOT_ALLOWED",
        "/operations?status=DONE, status, UNKNOWN_ENUM_VALUE",
        "/operations?sort=-type, sort, VALUE_NOT_ALLOWED",
        "/pools?status=open, status, UNKNOWN_ENUM_VALUE",
        "/tasks?pool_id=1001&sort=overlap, sort, VALUE_NOT_ALLOWED",
        "/tasks?pool_id=1001&created_gt=yesterday, created_gt, INVALID_DATE_TIME_SYNTAX",
        "/tasks?pool_id=1001&overlap_lt=x, overlap_lt, INTEGER_EXPECTED",
    })
    void refusesAParameter(String target, String parameter, String code) {
        Answer answer = api.get(target);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("payload").path(parameter).path("code").asText())
                .isEqualTo(code);
    }

    @Test
    void changesTheOverlapOfATask() {
        String id = api.post("/tasks", VALID).json().path("id").asText();

        Answer stopped = api.patch("/tasks/" + id + "/set-overlap-or-min", "{\"overlap\":0}");
        Answer changed = api.patch("/tasks/" + id, "{\"overlap\":null,\"infinite_overlap\":true}");

        assertThat(stopped.json().path("overlap").asInt()).isZero();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(api.get("/tasks/" + id).json().path("infinite_overlap").asBoolean())
                .isTrue();
    }

    @Test
    void changesTheKnownSolutionsOfATask() {
        String id = api.post("/tasks", VALID).json().path("id").asText();

        api.patch("/tasks/" + id, "{\"known_solutions\":[{\"output_values\":{\"result\":\"cat\"}}]}");

        Answer task = api.get("/tasks/" + id);
        assertThat(task.json().at("/known_solutions/0/output_values/result").asText())
                .isEqualTo("cat");
        assertThat(task.json().path("overlap").asInt()).isEqualTo(2);
    }

    @Test
    void refusesAChangeThatIsNone() {
        String id = api.post("/tasks", VALID).json().path("id").asText();

        assertThat(api.patch("/tasks/" + id, "{\"overlap\":0}").status()).isEqualTo(400);
        assertThat(api.patch("/tasks/" + id, "{\"input_values\":{}}").status()).isEqualTo(400);
        assertThat(api.patch("/tasks/" + id, "[]").status()).isEqualTo(400);
        assertThat(api.patch("/tasks/00000003e9--6b0243defbb2ea00000000ff", "{\"overlap\":1}")
                        .status())
                .isEqualTo(404);
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
