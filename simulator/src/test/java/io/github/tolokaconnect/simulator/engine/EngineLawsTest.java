package io.github.tolokaconnect.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class EngineLawsTest {
    /** A request to create tasks, and the time that passes before it. */
    record Step(int millis, boolean isAsync, boolean skip, int operation, List<Boolean> items) {
        String target() {
            return "/tasks?async_mode=" + isAsync + "&skip_invalid_items=" + skip
                    + String.format("&operation_id=00000000-0000-4000-8000-%012d", operation);
        }

        String body() {
            return items.stream()
                    .map(valid -> valid ? Conversation.VALID : Conversation.INVALID)
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 700),
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, true, true, false)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(5))
                .as(Step::new);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void taskIdsAreUniqueAndSortInTheOrderOfCreation(@ForAll @Size(max = 12) List<@From("steps") Step> steps) {
        Conversation api = converse(steps, 1, new ArrayList<>());

        List<String> ids = new ArrayList<>();
        List<String> dates = new ArrayList<>();
        api.get("/tasks?pool_id=1001&sort=id&limit=300").json().path("items").forEach(task -> {
            ids.add(task.path("id").asText());
            dates.add(task.path("created").asText());
        });

        assertThat(ids).hasSize((int) api.audit().tasks()).isSorted().doesNotHaveDuplicates();
        assertThat(dates).isSorted();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void anOperationIdStartsAnOperationOnce(@ForAll @Size(max = 12) List<@From("steps") Step> steps) {
        List<Answer> answers = new ArrayList<>();

        Conversation api = converse(steps, 1, answers);

        Set<Integer> used = new HashSet<>();
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index).isAsync()) {
                int expected = used.add(steps.get(index).operation()) ? 202 : 409;
                assertThat(answers.get(index).status()).isEqualTo(expected);
            }
        }
        assertThat(api.audit().operations()).isEqualTo(used.size());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void countersAddUp(@ForAll @Size(max = 12) List<@From("steps") Step> steps) {
        List<Answer> answers = new ArrayList<>();

        Conversation api = converse(steps, 1, answers);

        long created = answers.stream()
                .mapToLong(answer -> answer.json().path("items").size())
                .sum();
        for (JsonNode operation : api.get("/operations?limit=300").json().path("items")) {
            JsonNode details = operation.path("details");
            int total = details.path("total_count").asInt();
            assertThat(details.path("valid_count").asInt()
                            + details.path("not_valid_count").asInt())
                    .isEqualTo(total);
            assertThat(details.path("success_count").asInt()
                            + details.path("failed_count").asInt())
                    .isEqualTo(total);
            created += details.path("success_count").asInt();
        }
        assertThat(api.audit().tasks()).isEqualTo(created);
        assertThat(api.audit().duplicates()).isEqualTo(Math.max(0, created - 1));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theSameSeedGivesTheSameAnswers(@ForAll @Size(max = 12) List<@From("steps") Step> steps, @ForAll long seed) {
        List<Answer> once = new ArrayList<>();
        List<Answer> again = new ArrayList<>();

        converse(steps, seed, once);
        converse(steps, seed, again);

        assertThat(again).isEqualTo(once);
    }

    private static Conversation converse(List<Step> steps, long seed, List<Answer> answers) {
        Conversation api = new Conversation(Fixture.demo(), Quotas.NONE, seed);
        for (Step step : steps) {
            api.pass(Duration.ofMillis(step.millis()));
            answers.add(api.post(step.target(), step.body()));
        }
        api.pass(Duration.ofSeconds(1));
        return api;
    }
}
