package io.github.tolokaconnect.streams.correlate;

import static io.github.tolokaconnect.streams.DrivenTopology.TOPICS;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.created;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.refused;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.selected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.Label;
import io.github.tolokaconnect.streams.DrivenTopology;
import io.github.tolokaconnect.streams.Fixtures;
import io.github.tolokaconnect.streams.stats.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;

class CorrelateLawsTest {

    private static final List<Metric> COUNTED = List.of(
            Metric.TASKS_CREATED,
            Metric.TASKS_REJECTED,
            Metric.ERRORS,
            Metric.LABELS,
            Metric.RECORD_LATENCY,
            Metric.DUPLICATE_TASKS,
            Metric.DUPLICATES);
    private static final int FACTS = 18;

    /** A fact, where it is published. */
    private record Fact(String topic, String key, Event event) {}

    private static DrivenTopology driven;
    private static int tries;

    @BeforeContainer
    static void start() throws IOException {
        Path state = Files.createTempDirectory("correlate-laws");
        driven = new DrivenTopology(
                topology -> CorrelateTopology.addTo(topology, TOPICS, Duration.ofDays(35), DrivenTopology.CODEC),
                state);
    }

    @AfterContainer
    static void stop() {
        driven.close();
    }

    @BeforeTry
    void nextItems() {
        tries++;
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void anyOrderAndRepetitionOfFactsGivesTheSameCounts(@ForAll("deliveries") List<Integer> delivery) {
        List<Fact> facts = facts(tries);
        Map<Metric, Long> before = counted();

        delivery.stream().map(facts::get).forEach(fact -> driven.publish(fact.topic(), fact.key(), fact.event()));

        Map<Metric, Long> counted = counted();
        counted.replaceAll((metric, count) -> count - before.get(metric));
        assertThat(counted)
                .isEqualTo(Map.of(
                        Metric.TASKS_CREATED, 6L,
                        Metric.TASKS_REJECTED, 4L,
                        Metric.ERRORS, 8L,
                        Metric.LABELS, 3L,
                        Metric.RECORD_LATENCY, 6L,
                        Metric.DUPLICATE_TASKS, 1L,
                        Metric.DUPLICATES, (long) delivery.size() - FACTS));
        assertThat(driven.written(TOPICS.taskIndex())).hasSize(6);
    }

    private static Map<Metric, Long> counted() {
        Map<Metric, Long> counted = new EnumMap<>(Metric.class);
        COUNTED.forEach(metric -> counted.put(metric, driven.total(metric)));
        return counted;
    }

    /** All facts, each at least once, in any order, and some of them again. */
    @Provide
    Arbitrary<List<Integer>> deliveries() {
        return Arbitraries.integers().between(0, FACTS - 1).list().ofMaxSize(20).flatMap(again -> {
            List<Integer> all =
                    new ArrayList<>(IntStream.range(0, FACTS).boxed().toList());
            all.addAll(again);
            return Arbitraries.shuffle(all);
        });
    }

    /** Facts about items that no other try is about. */
    private static List<Fact> facts(int number) {
        List<Fact> facts = new ArrayList<>();
        String of = "img-" + number + "-";
        long first = 100L * number;
        for (int i = 0; i < 5; i++) {
            String item = of + i % 2;
            facts.add(new Fact(TOPICS.decisions(), item, selected(item, first + i, "{\"n\":" + i + "}")));
            facts.add(new Fact(TOPICS.tasksCreated(), item, created(item, first + i, of + "task-" + i, 3)));
        }
        String item = of + 0;
        facts.add(new Fact(TOPICS.tasksCreated(), item, created(item, first, of + "task-x", 3, Fixtures.DOGS)));
        for (int i = 10; i < 14; i++) {
            facts.add(new Fact(TOPICS.validationErrors(), of + i % 3, refused(of + i % 3, first + i, 1)));
        }
        for (int answers = 3; answers < 6; answers++) {
            facts.add(new Fact(TOPICS.labelDrafts(), item, draft(item, of + "task-0", answers)));
        }
        return facts;
    }

    private static Label draft(String itemId, String taskId, int answers) {
        return new Label(
                EventIds.label(taskId, answers),
                Fixtures.NOON.plusSeconds(answers),
                itemId,
                taskId,
                ItemFixtures.POOL,
                ItemFixtures.json("{\"n\":0}"),
                1.0,
                answers,
                null,
                null,
                null,
                null);
    }
}
