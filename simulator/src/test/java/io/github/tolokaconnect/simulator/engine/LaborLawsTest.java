package io.github.tolokaconnect.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class LaborLawsTest {
    private static final int PEOPLE = 6;

    /** Some tasks are created, or one is given another overlap, and time passes. */
    record Step(boolean creates, int task, int overlap, int millis) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(0, 900))
                .as(Step::new);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void eachTaskIsAnsweredAsOftenAsAskedByDifferentPeople(@ForAll @Size(max = 25) List<@From("steps") Step> steps) {
        Conversation api = api(1);
        Map<String, Integer> asked = new HashMap<>();

        run(api, steps, asked);
        api.pass(Duration.ofHours(1));

        Map<String, List<String>> people = new HashMap<>();
        api.answers("1001")
                .forEach(answer -> people.computeIfAbsent(answer.taskId(), id -> new ArrayList<>())
                        .add(answer.userId()));
        assertThat(people.keySet()).isEqualTo(asked.keySet());
        asked.forEach((task, overlap) -> {
            // A task keeps the answers it has when its overlap is lowered below their number.
            assertThat(people.get(task).size()).isBetween(Math.min(PEOPLE, overlap), PEOPLE);
            assertThat(people.get(task)).doesNotHaveDuplicates();
            int remaining =
                    api.get("/tasks/" + task).json().path("remaining_overlap").asInt();
            assertThat(remaining)
                    .isEqualTo(Math.max(0, overlap - people.get(task).size()));
        });
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void assignmentsAreListedInTheOrderOfTheirIdsAndDatesAndReadBackTheSame(
            @ForAll @Size(max = 12) List<@From("steps") Step> steps) {
        Conversation api = api(1);
        run(api, steps, new HashMap<>());
        api.pass(Duration.ofHours(1));

        List<JsonNode> items = new ArrayList<>();
        String after = "";
        boolean hasMore = true;
        while (hasMore) {
            JsonNode page =
                    api.get("/assignments?pool_id=1001&sort=id&limit=7" + after).json();
            page.path("items").forEach(items::add);
            hasMore = page.path("has_more").asBoolean();
            after = items.isEmpty()
                    ? ""
                    : "&id_gt=" + items.get(items.size() - 1).path("id").asText();
        }

        assertThat(items).hasSize((int) api.audit().answers());
        assertThat(items)
                .extracting(item -> item.path("id").asText())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(items).extracting(item -> item.path("created").asText()).isSorted();
        assertThat(items).extracting(item -> item.path("submitted").asText()).isSorted();
        for (JsonNode item : items) {
            String submitted = item.path("submitted").asText();
            assertThat(item.path("created").asText())
                    .isBetween(item.at("/tasks/0/created").asText(), submitted);
            assertThat(api.get("/assignments/" + item.path("id").asText()).json())
                    .isEqualTo(item);
        }
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void theSameSeedGivesTheSameAnswers(@ForAll @Size(max = 12) List<@From("steps") Step> steps, @ForAll long seed) {
        Conversation once = api(seed);
        Conversation again = api(seed);

        run(once, steps, new HashMap<>());
        run(again, steps, new HashMap<>());

        assertThat(again.answers("1001")).isEqualTo(once.answers("1001"));
    }

    private static void run(Conversation api, List<Step> steps, Map<String, Integer> asked) {
        List<String> ids = new ArrayList<>();
        for (Step step : steps) {
            if (step.creates()) {
                String body = LaborTest.tasks(step.task() + 1, "\"overlap\":" + step.overlap());
                api.post("/tasks", body).json().path("items").forEach(task -> {
                    ids.add(task.path("id").asText());
                    asked.put(task.path("id").asText(), step.overlap());
                });
            } else if (!ids.isEmpty()) {
                String id = ids.get(step.task() % ids.size());
                api.patch("/tasks/" + id, "{\"overlap\":" + step.overlap() + "}");
                asked.put(id, step.overlap());
            }
            api.pass(Duration.ofMillis(step.millis()));
        }
    }

    private static Conversation api(long seed) {
        Workforce workforce = Workforce.of(30).withPeople(PEOPLE).withAccepted(0.8);
        return new Conversation(Settings.DEFAULT
                .withFixture(Fixture.demo())
                .withQuotas(Quotas.NONE)
                .withSeed(seed)
                .withStaffing(new Staffing(workforce, false, null)));
    }
}
