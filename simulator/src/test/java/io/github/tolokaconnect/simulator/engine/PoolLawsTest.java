package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

class PoolLawsTest {
    private static final List<String> ACTIONS = List.of("open", "close", "close-for-update", "archive", "clone");

    private static final Fixture FIXTURE = Fixture.demo()
            .withPool("{\"id\":\"1000\",\"project_id\":\"100\",\"status\":\"CLOSED\",\"mixer_config\":{},"
                    + "\"will_expire\":\"2026-03-01T12:40:00\"}");

    /** An action or, without one, a task; and the time that passes before it. */
    record Step(long millis, String pool, String action) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(12, Arbitraries.longs().between(0, 1_000)),
                                Tuple.of(4, Arbitraries.longs().between(0, 1_200_000)),
                                Tuple.of(1, Arbitraries.longs().between(0, 3_456_000_000L))),
                        Arbitraries.of("1000", "1001", "1004"),
                        Arbitraries.of("", "", "open", "open", "close", "close-for-update", "archive", "clone"))
                .as(Step::new);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aPoolIsAlwaysInAStatusAndNeverComesBackFromTheArchive(
            @ForAll @Size(max = 25) List<@From("steps") Step> steps) {
        Conversation api = Conversation.with(FIXTURE);
        Set<String> archived = new HashSet<>();

        for (Step step : steps) {
            take(api, step);

            for (JsonNode pool : api.get("/pools?limit=300").json().path("items")) {
                String id = pool.path("id").asText();
                String status = pool.path("status").asText();
                assertThat(status).isIn("OPEN", "CLOSED", "ARCHIVED");
                if (archived.contains(id)) {
                    assertThat(status).as("pool " + id).isEqualTo("ARCHIVED");
                }
                if (status.equals("ARCHIVED")) {
                    archived.add(id);
                }
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everyOperationEndsAndUnlocksItsPool(@ForAll @Size(max = 25) List<@From("steps") Step> steps) {
        Conversation api = Conversation.with(FIXTURE);
        List<String> operations = new ArrayList<>();
        for (Step step : steps) {
            Answer answer = take(api, step);
            if (answer.status() == 202) {
                operations.add(answer.json().path("id").asText());
            }
        }
        api.pass(Duration.ofSeconds(1));

        for (String id : operations) {
            assertThat(api.get("/operations/" + id).json().path("status").asText())
                    .isIn("SUCCESS", "FAIL");
        }
        for (String pool : List.of("1000", "1001")) {
            for (String action : ACTIONS) {
                assertThat(api.post("/pools/" + pool + "/" + action, "").code())
                        .isNotEqualTo("POOL_LOCKED_BY_ANOTHER_OPERATION");
                api.pass(Duration.ofSeconds(1));
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void oneOperationAtATimeWorksOnAPool(@ForAll @Size(max = 25) List<@From("steps") Step> steps) {
        Conversation api = Conversation.with(FIXTURE);
        for (Step step : steps) {
            take(api, step);

            Map<String, Integer> underWay = new HashMap<>();
            for (JsonNode operation : api.get("/operations?limit=300").json().path("items")) {
                if (!operation.has("finished")
                        && operation.path("type").asText().startsWith("POOL.")) {
                    underWay.merge(operation.at("/parameters/pool_id").asText(), 1, Integer::sum);
                }
            }
            assertThat(underWay.values()).allMatch(count -> count == 1);
        }
    }

    private static Answer take(Conversation api, Step step) {
        api.pass(Duration.ofMillis(step.millis()));
        return step.action().isEmpty()
                ? api.post("/tasks?async_mode=true&open_pool=true", VALID.replace("1001", step.pool()))
                : api.post("/pools/" + step.pool() + "/" + step.action(), "");
    }
}
