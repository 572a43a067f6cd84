package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolOperationsTest {
    private static final Fixture FIXTURE = Fixture.demo()
            .withPool("{\"id\":\"31\",\"project_id\":\"100\",\"status\":\"CLOSED\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"32\",\"project_id\":\"100\",\"status\":\"ARCHIVED\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"34\",\"project_id\":\"100\",\"status\":\"LOCKED\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"35\",\"project_id\":\"100\",\"status\":\"OPEN\",\"mixer_config\":{},"
                    + "\"private_name\":\"Original\",\"created\":\"2026-01-01T00:00:00\","
                    + "\"last_started\":\"2026-01-02T00:00:00\",\"last_stopped\":\"2026-01-01T12:00:00\","
                    + "\"last_close_reason\":\"MANUAL\",\"reward_per_assignment\":0.01}");

    private final Conversation api = Conversation.with(FIXTURE);

    @ParameterizedTest
    @CsvSource({
        "31, open,             409, EMPTY_POOL",
        "31, close,            204, ''",
        "31, close-for-update, 204, ''",
        "31, archive,          202, ''",
        "31, clone,            202, ''",
        "32, open,             409, INAPPROPRIATE_STATUS",
        "32, close,            409, INAPPROPRIATE_STATUS",
        "32, close-for-update, 409, INAPPROPRIATE_STATUS",
        "32, archive,          204, ''",
        "32, clone,            202, ''",
        "34, open,             409, POOL_LOCKED_BY_ANOTHER_OPERATION",
        "34, close,            409, POOL_LOCKED_BY_ANOTHER_OPERATION",
        "34, archive,          409, POOL_LOCKED_BY_ANOTHER_OPERATION",
        "34, clone,            409, POOL_LOCKED_BY_ANOTHER_OPERATION",
        "35, open,             204, ''",
        "35, close,            202, ''",
        "35, close-for-update, 202, ''",
        "35, archive,          409, INAPPROPRIATE_STATUS",
        "35, clone,            202, ''",
        "77, open,             404, DOES_NOT_EXIST",
        "77, clone,            404, DOES_NOT_EXIST",
    })
    void allowsWhatTheStatusAllows(String pool, String action, int status, String code) {
        Answer answer = api.post("/pools/" + pool + "/" + action, "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "35, close,            POOL.CLOSE",
        "35, close-for-update, POOL.CLOSE",
        "31, archive,          POOL.ARCHIVE",
        "31, clone,            POOL.CLONE",
    })
    void startsAnOperationThatNamesThePool(String pool, String action, String type) {
        Answer submitted = api.post("/pools/" + pool + "/" + action, "");
        api.pass(Duration.ofSeconds(1));
        Answer ended = operation(submitted);

        assertThat(submitted.json().path("type").asText()).isEqualTo(type);
        assertThat(submitted.json().at("/parameters/pool_id").asText()).isEqualTo(pool);
        assertThat(ended.json().path("status").asText()).isEqualTo("SUCCESS");
        assertThat(ended.json().path("progress").asInt()).isEqualTo(100);
    }

    @Test
    void saysWhichStatusAllowsToArchive() {
        Answer answer = api.post("/pools/35/archive", "");

        assertThat(answer.json().at("/payload/appropriate_statuses").toString()).isEqualTo("[\"CLOSED\"]");
    }

    @Test
    void staysArchivedForGood() {
        api.post("/tasks", in("31"));
        finish(api.post("/pools/31/archive", ""));

        assertThat(pool("31").path("status").asText()).isEqualTo("ARCHIVED");
        assertThat(api.post("/pools/31/open", "").code()).isEqualTo("INAPPROPRIATE_STATUS");
        assertThat(api.post("/tasks", in("31")).code()).isEqualTo("INAPPROPRIATE_STATUS");
    }

    @Test
    void clonesTheConfigurationAndNothingElse() {
        api.post("/tasks", in("35"));

        Answer cloning = finish(api.post("/pools/35/clone", ""));

        String id = cloning.json().at("/details/pool_id").asText();
        JsonNode clone = pool(id);
        assertThat(id).isEqualTo("1004");
        assertThat(clone.path("status").asText()).isEqualTo("CLOSED");
        assertThat(clone.path("private_name").asText()).isEqualTo("Original");
        assertThat(clone.path("project_id").asText()).isEqualTo("100");
        assertThat(clone.path("reward_per_assignment").decimalValue()).isEqualTo("0.01");
        assertThat(clone.path("created").asText())
                .isEqualTo(cloning.json().path("finished").asText());
        assertThat(clone.fieldNames()).toIterable().doesNotContain("last_started", "last_stopped", "last_close_reason");
        assertThat(api.get("/tasks?pool_id=" + id).json().path("items")).isEmpty();
        assertThat(pool("35").path("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void showsAClonePastTheEndOfItsOperationOnly() {
        api.post("/pools/35/clone", "");

        Answer before = api.get("/pools/1004");
        api.pass(Duration.ofSeconds(1));
        Answer after = api.get("/pools/1004");

        assertThat(before.status()).isEqualTo(404);
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void usesACloneLikeAnyOtherPool() {
        String clone = finish(api.post("/pools/35/clone", ""))
                .json()
                .at("/details/pool_id")
                .asText();

        Answer task = api.post("/tasks", in(clone));
        Answer changed = api.patch("/tasks/" + task.json().path("id").asText(), "{\"overlap\":7}");
        finish(api.post("/pools/" + clone + "/open", ""));
        finish(api.post("/pools/" + clone + "/close", ""));
        String grandchild = finish(api.post("/pools/" + clone + "/clone", ""))
                .json()
                .at("/details/pool_id")
                .asText();

        assertThat(task.status()).isEqualTo(201);
        assertThat(task.json().path("id").asText()).startsWith("00000003ec--");
        assertThat(changed.json().path("overlap").asInt()).isEqualTo(7);
        assertThat(api.get("/tasks?pool_id=" + clone).json().path("items")).hasSize(1);
        assertThat(api.audit().tasksByPool()).containsEntry(clone, 1L);
        assertThat(pool(clone).path("last_close_reason").asText()).isEqualTo("MANUAL");
        assertThat(grandchild).isEqualTo("1005");
        assertThat(api.get("/pools?id_gt=1003&sort=id").json().path("items")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "close", "close-for-update", "archive", "clone"})
    void refusesASecondOperationUntilTheFirstHasEnded(String second) {
        api.post("/pools/35/clone", "");

        Answer early = api.post("/pools/35/" + second, "");
        api.pass(Duration.ofSeconds(1));
        Answer late = api.post("/pools/35/" + second, "");

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("POOL_LOCKED_BY_ANOTHER_OPERATION");
        assertThat(late.code()).isNotEqualTo("POOL_LOCKED_BY_ANOTHER_OPERATION");
    }

    @Test
    void takesTasksWhileAnOperationIsUnderWay() {
        api.post("/pools/35/close", "");

        assertThat(api.post("/tasks?async_mode=true", in("35")).status()).isEqualTo(202);
        assertThat(api.post("/tasks", in("35")).status()).isEqualTo(201);
    }

    @Test
    void doesNotLockAPoolForTheOperationsThatCreateTasks() {
        api.post("/tasks?async_mode=true", in("35"));

        assertThat(api.post("/pools/35/close", "").status()).isEqualTo(202);
    }

    @Test
    void doesNotOpenAPoolOnTheWayWhileAnOperationIsUnderWay() {
        Answer archiving = api.post("/pools/31/archive", "");
        api.post("/tasks?open_pool=true", in("31"));

        String meanwhile = pool("31").path("status").asText();
        Answer archived = finish(archiving);

        assertThat(meanwhile).isEqualTo("CLOSED");
        assertThat(archived.json().path("status").asText()).isEqualTo("SUCCESS");
        assertThat(pool("31").path("status").asText()).isEqualTo("ARCHIVED");
    }

    @Test
    void keepsToTheReasonOfAPoolThatClosedByItselfInTheMeantime() {
        Conversation soon = Conversation.with(
                FIXTURE.withPool("{\"id\":\"36\",\"project_id\":\"100\",\"status\":\"OPEN\",\"mixer_config\":{},"
                        + "\"will_expire\":\"2026-03-01T12:00:00.001\"}"));
        Answer closing = soon.post("/pools/36/close-for-update", "");
        soon.pass(Duration.ofMinutes(20));

        JsonNode pool = soon.get("/pools/36").json();

        assertThat(pool.path("status").asText()).isEqualTo("CLOSED");
        assertThat(pool.path("last_close_reason").asText()).isEqualTo("EXPIRED");
        assertThat(soon.get("/operations/" + closing.json().path("id").asText())
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("SUCCESS");
    }

    @Test
    void failsToOpenAPoolThatExpiredInTheMeantime() {
        Conversation soon = Conversation.with(
                FIXTURE.withPool("{\"id\":\"36\",\"project_id\":\"100\",\"status\":\"CLOSED\",\"mixer_config\":{},"
                        + "\"will_expire\":\"2026-03-01T12:00:00.001\"}"));
        soon.post("/tasks", in("36"));

        Answer opening = soon.post("/pools/36/open", "");
        soon.pass(Duration.ofSeconds(1));
        JsonNode ended =
                soon.get("/operations/" + opening.json().path("id").asText()).json();

        assertThat(opening.status()).isEqualTo(202);
        assertThat(ended.path("status").asText()).isEqualTo("FAIL");
        assertThat(ended.at("/details/code").asText()).isEqualTo("CONFLICT_STATE");
        assertThat(ended.at("/details/message").asText()).contains("36", "2026-03-01T12:00:00.001");
        assertThat(soon.get("/pools/36").json().path("status").asText()).isEqualTo("CLOSED");
    }

    private Answer finish(Answer submitted) {
        assertThat(submitted.status()).isEqualTo(202);
        api.pass(Duration.ofSeconds(1));
        return operation(submitted);
    }

    private Answer operation(Answer submitted) {
        return api.get("/operations/" + submitted.json().path("id").asText());
    }

    private JsonNode pool(String id) {
        return api.get("/pools/" + id).json();
    }

    private static String in(String pool) {
        return VALID.replace("1001", pool);
    }
}
