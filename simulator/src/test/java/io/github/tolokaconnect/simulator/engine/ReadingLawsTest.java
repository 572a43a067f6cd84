package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.ID;
import static io.github.tolokaconnect.simulator.engine.Conversation.INVALID;
import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

/** However the choices are mixed, the API stays one. */
class ReadingLawsTest {
    private static final Fixture FIXTURE = Fixture.demo()
            .withPool("{\"id\":\"31\",\"project_id\":\"100\",\"status\":\"CLOSED\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"33\",\"project_id\":\"100\",\"status\":\"OPEN\"}");
    private static final List<String> BODIES = List.of(
            VALID,
            INVALID,
            "[]",
            "{}",
            "[" + VALID + "," + INVALID + "]",
            "[" + VALID.replace("1001", "33") + "," + INVALID + ",{}]",
            "[" + INVALID.replace("1001", "31") + "," + VALID.replace("\"1001\"", "31") + "]",
            "[{\"id\":null,\"surprise\":{},\"__i\":1,\"pool_id\":\"1001\",\"known_solutions\":[{}],\"overlap\":1e9}]");
    private static final List<String> PARAMETERS = List.of(
            "?a=b",
            "?skip_invalid_items=true&open_pool=true&operation_id=" + ID,
            "?async_mode=true&operation_id=" + ID,
            "?async_mode=true&operation_id=x",
            "?async_mode=true&skip_invalid_items=true&open_pool=true");

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void answersEveryRequestInsideTheEnvelope(@ForAll @Size(max = 20) Set<Reading> others) {
        Conversation api = new Conversation(FIXTURE, new Quotas(0, 12, 20), 1, new Readings(others));

        for (String parameters : PARAMETERS) {
            for (String body : BODIES) {
                check(api.post("/tasks" + parameters, body));
                api.pass(Duration.ofSeconds(3));
            }
        }

        Answer operations = check(api.get("/operations?limit=100"));
        for (var operation : operations.json().path("items")) {
            check(api.get("/operations/" + operation.path("id").asText() + "/log"));
        }
        api.pass(Duration.ofDays(40));
        check(api.get("/operations/" + ID + "/log"));
        check(api.get("/tasks?pool_id=1001&limit=1000"));
    }

    /** Either a success, or an error in its envelope; never a failure of the server. */
    private static Answer check(Answer answer) {
        assertThat(answer.status()).isBetween(200, 499);
        assertThat(answer.json().has("request_id")).isEqualTo(answer.status() >= 400);
        return answer;
    }
}
