package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTimersTest {
    private static final String CONTROL =
            VALID.replaceFirst("}$", ",\"known_solutions\":[{\"output_values\":{\"result\":\"cat\"}}]}");

    private final Conversation api = Conversation.with(Fixture.demo()
            .withPool(pool("41", "CLOSED", ""))
            .withPool(pool("42", "CLOSED", ",\"type\":\"TRAINING\""))
            .withPool(pool("43", "OPEN", ",\"will_expire\":\"2026-03-02T00:00:00\""))
            .withPool(pool("44", "OPEN", ",\"will_expire\":\"2020-01-01T00:00:00\""))
            .withPool(pool("45", "LOCKED", "")));

    @Test
    void closesAPoolAtTheInstantOfItsExpiry() {
        api.post("/tasks", in("43"));
        String before = status("43");
        api.pass(Duration.ofDays(3));
        JsonNode after = read("43");

        assertThat(before).isEqualTo("OPEN");
        assertThat(after.path("status").asText()).isEqualTo("CLOSED");
        assertThat(after.path("last_close_reason").asText()).isEqualTo("EXPIRED");
        assertThat(after.path("last_stopped").asText()).isEqualTo("2026-03-02T00:00:00.000");
        assertThat(api.post("/pools/43/open", "").code()).isEqualTo("CONFLICT_STATE");
    }

    @Test
    void findsAPoolClosedThatExpiredBeforeTheStart() {
        assertThat(status("44")).isEqualTo("CLOSED");
        assertThat(read("44").path("last_stopped").asText()).isEqualTo("2020-01-01T00:00:00.000");
    }

    @Test
    void opensAPoolAgainAQuarterOfAnHourAfterTheUpdateBegan() {
        api.post("/tasks", VALID);
        act("1001", "close-for-update");
        JsonNode closed = read("1001");
        api.pass(Duration.ofMinutes(14));
        String before = status("1001");
        api.pass(Duration.ofMinutes(1));

        assertThat(closed.path("status").asText()).isEqualTo("CLOSED");
        assertThat(closed.path("last_close_reason").asText()).isEqualTo("FOR_UPDATE");
        assertThat(before).isEqualTo("CLOSED");
        assertThat(status("1001")).isEqualTo("OPEN");
        assertThat(Duration.between(stamp(closed, "last_stopped"), stamp(read("1001"), "last_started")))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void staysClosedWhenClosedByHandDuringTheUpdate() {
        api.post("/tasks", VALID);
        act("1001", "close-for-update");

        int answer = api.post("/pools/1001/close", "").status();
        api.pass(Duration.ofHours(1));

        assertThat(answer).isEqualTo(204);
        assertThat(status("1001")).isEqualTo("CLOSED");
        assertThat(read("1001").path("last_close_reason").asText()).isEqualTo("MANUAL");
    }

    @Test
    void staysArchivedWhenArchivedDuringTheUpdate() {
        api.post("/tasks", VALID);
        act("1001", "close-for-update");
        act("1001", "archive");

        api.pass(Duration.ofHours(1));

        assertThat(status("1001")).isEqualTo("ARCHIVED");
    }

    @Test
    void doesNotOpenLaterWhatWasOpenedAndClosedByHandDuringTheUpdate() {
        api.post("/tasks", VALID);
        act("1001", "close-for-update");
        act("1001", "open");
        act("1001", "close");

        api.pass(Duration.ofHours(1));

        assertThat(status("1001")).isEqualTo("CLOSED");
    }

    @Test
    void opensAgainAlthoughItIsBeingCloned() {
        api.post("/tasks", VALID);
        act("1001", "close-for-update");
        api.pass(Duration.ofMinutes(14).plusMillis(59_500));
        api.post("/pools/1001/clone", "");

        api.pass(Duration.ofMinutes(1));

        assertThat(status("1001")).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @CsvSource({
        "29, CLOSED",
        "31, ARCHIVED",
    })
    void archivesAPoolOfGeneralTasksThatIsIdleForThirtyDays(int days, String expected) {
        api.post("/tasks", in("41"));

        api.pass(Duration.ofDays(days));

        assertThat(status("41")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "control", "training", "clone"})
    void archivesOtherPoolsAfterNinety(String kind) {
        String pool = switch (kind) {
            case "training" -> "42";
            case "clone" -> "1004";
            default -> "41";
        };
        if (kind.equals("clone")) {
            act("1001", "clone");
        }
        if (!kind.equals("empty")) {
            api.post("/tasks", (kind.equals("control") ? CONTROL : VALID).replace("1001", pool));
        }

        api.pass(Duration.ofDays(89));
        String before = status(pool);
        api.pass(Duration.ofDays(1).plusMinutes(1));

        assertThat(before).isEqualTo("CLOSED");
        assertThat(status(pool)).isEqualTo("ARCHIVED");
    }

    @Test
    void countsIdleTimeFromTheLatestThingThatHappened() {
        String task = api.post("/tasks", in("41")).json().path("id").asText();
        api.pass(Duration.ofDays(20));
        api.patch("/tasks/" + task, "{\"message_on_unknown_solution\":\"Look again\"}");
        api.pass(Duration.ofDays(20));
        api.post("/tasks", in("41"));
        api.pass(Duration.ofDays(20));
        act("41", "open");
        api.pass(Duration.ofDays(29));

        String before = status("41");
        api.pass(Duration.ofDays(1));

        assertThat(before).isEqualTo("OPEN");
        assertThat(status("41")).isEqualTo("ARCHIVED");
    }

    @Test
    void shortensTheIdleTimeOfAPoolThatGetsItsFirstGeneralTaskLate() {
        api.pass(Duration.ofDays(45));
        api.post("/tasks", in("41"));

        api.pass(Duration.ofDays(29));
        String before = status("41");
        api.pass(Duration.ofDays(1));

        assertThat(before).isEqualTo("CLOSED");
        assertThat(status("41")).isEqualTo("ARCHIVED");
    }

    @Test
    void archivesNothingWhenToldNotTo() {
        Conversation patient =
                new Conversation(Conversation.settings(Fixture.demo()).withPoolLimits(new PoolLimits(0, 0, 0)));

        patient.pass(Duration.ofDays(1_000));

        assertThat(patient.get("/pools/1001").json().path("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void leavesALockedPoolAlone() {
        api.pass(Duration.ofDays(1_000));

        assertThat(status("45")).isEqualTo("LOCKED");
    }

    private void act(String pool, String action) {
        assertThat(api.post("/pools/" + pool + "/" + action, "").status()).isEqualTo(202);
        api.pass(Duration.ofSeconds(1));
    }

    private JsonNode read(String pool) {
        return api.get("/pools/" + pool).json();
    }

    private String status(String pool) {
        return read(pool).path("status").asText();
    }

    private static LocalDateTime stamp(JsonNode pool, String field) {
        return LocalDateTime.parse(pool.path(field).asText());
    }

    private static String in(String pool) {
        return VALID.replace("1001", pool);
    }

    private static String pool(String id, String status, String extra) {
        return "{\"id\":\"" + id + "\",\"project_id\":\"100\",\"status\":\"" + status + "\",\"mixer_config\":{}" + extra
                + "}";
    }
}
