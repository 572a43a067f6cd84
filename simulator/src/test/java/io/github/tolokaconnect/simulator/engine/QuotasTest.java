package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotasTest {
    private static final String TWO = "[" + VALID + "," + VALID + "]";

    @Test
    void countsRequestsPerSecond() {
        Conversation api = new Conversation(Fixture.demo(), new Quotas(2, 0, 0), 1);
        api.get("/requester");
        api.get("/requester");

        Answer third = api.get("/requester");
        api.pass(Duration.ofSeconds(1));
        Answer later = api.get("/requester");

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(third.json().has("payload")).isFalse();
        assertThat(later.status()).isEqualTo(200);
        assertThat(api.audit().rejected429()).isEqualTo(1);
        assertThat(api.audit().requests()).isEqualTo(4);
    }

    @Test
    void countsTasksPerMinute() {
        Conversation api = new Conversation(Fixture.demo(), new Quotas(0, 3, 0), 1);
        api.post("/tasks", TWO);

        Answer second = api.post("/tasks?async_mode=true", TWO);
        Answer smaller = api.post("/tasks", VALID);
        api.pass(Duration.ofMinutes(1));
        Answer later = api.post("/tasks", TWO);

        assertThat(second.status()).isEqualTo(429);
        assertThat(second.json().at("/payload/interval").asText()).isEqualTo("MIN");
        assertThat(smaller.status()).isEqualTo(201);
        assertThat(later.status()).isEqualTo(201);
    }

    @Test
    void countsTasksPerDayUntilMidnight() {
        Conversation api = new Conversation(Fixture.demo(), new Quotas(0, 10, 3), 1);
        api.post("/tasks", TWO);

        Answer second = api.post("/tasks", TWO);
        api.pass(Duration.ofHours(12));
        Answer tomorrow = api.post("/tasks", TWO);

        assertThat(second.json().at("/payload/interval").asText()).isEqualTo("DAY");
        assertThat(tomorrow.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"2, 0, MIN, 1", "0, 2, DAY, 720", "5, 2, DAY, 720", "2, 3, MIN, 1"})
    void countsClones(long perMinute, long perDay, String interval, long minutesLater) {
        Conversation api = new Conversation(Fixture.demo(), Quotas.NONE.withClones(perMinute, perDay), 1);
        api.post("/pools/1001/clone", "");
        api.post("/pools/1002/clone", "");

        Answer third = api.post("/pools/1003/clone", "");
        api.pass(Duration.ofMinutes(minutesLater));
        Answer later = api.post("/pools/1003/clone", "");

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.json().at("/payload/interval").asText()).isEqualTo(interval);
        assertThat(later.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/set-overlap-or-min"})
    void countsCallsThatChangeAnOverlap(String path) {
        Conversation api = new Conversation(Fixture.demo(), Quotas.NONE.withOverlapChanges(2), 1);
        String task = "/tasks/" + api.post("/tasks", VALID).json().path("id").asText();
        api.patch(task, "{\"message_on_unknown_solution\":\"Look again\"}");
        api.patch(task + path, "{\"overlap\":-1}");
        api.patch(task + path, "{\"overlap\":5}");
        api.patch(task + path, "{\"infinite_overlap\":true}");

        Answer third = api.patch(task + path, "{\"overlap\":9}");
        Answer shown = api.get(task);
        api.pass(Duration.ofHours(1));
        Answer later = api.patch(task + path, "{\"overlap\":9}");

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.json().at("/payload/interval").asText()).isEqualTo("HOUR");
        assertThat(shown.json().path("infinite_overlap").asBoolean()).isTrue();
        assertThat(later.status()).isEqualTo(200);
    }

    @Test
    void refusesAnIdForGoodOnlyOnceTheOperationExists() {
        Conversation api = new Conversation(Fixture.demo(), new Quotas(0, 1, 0), 1);
        api.post("/tasks", VALID);
        Answer refused = api.post("/tasks?async_mode=true&operation_id=" + Conversation.ID, VALID);
        api.pass(Duration.ofMinutes(1));

        Answer again = api.post("/tasks?async_mode=true&operation_id=" + Conversation.ID, VALID);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(again.status()).isEqualTo(202);
    }
}
