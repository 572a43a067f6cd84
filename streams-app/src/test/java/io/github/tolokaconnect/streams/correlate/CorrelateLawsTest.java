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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class CorrelateLawsTest {

    private static final List<Metric> COUNTED = List.of(
            Metric.TASKS_CREATED,
            Metric.TASKS_REJECTED,
            Metric.ERRORS,
            Metric.LABELS,
            Metric.RECORD_LATENCY,
            Metric.DUPLICATE_TASKS);

    /** A fact, where it is published. */
    private record Fact(String topic, String key, Event event) {}

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void anyOrderAndRepetitionOfFactsGivesTheSameCounts(@ForAll("deliveries") List<Fact> delivery) throws IOException {
        Path state = Files.createTempDirectory("correlate-laws");
        Map<Metric, Long> counted = new EnumMap<>(Metric.class);
        int indexed;
        long duplicates;
        try (DrivenTopology driven = new DrivenTopology(
                topology -> CorrelateTopology.addTo(topology, TOPICS, Duration.ofDays(35), DrivenTopology.CODEC),
                state)) {
            delivery.forEach(fact -> driven.publish(fact.topic(), fact.key(), fact.event()));
            indexed = driven.written(TOPICS.taskIndex()).size();
            duplicates = driven.total(Metric.DUPLICATES);
            COUNTED.forEach(metric -> counted.put(metric, driven.total(metric)));
        }

        assertThat(counted)
                .isEqualTo(Map.of(
                        Metric.TASKS_CREATED, 6L,
                        Metric.TASKS_REJECTED, 4L,
                        Metric.ERRORS, 8L,
                        Metric.LABELS, 3L,
                        Metric.RECORD_LATENCY, 6L,
                        Metric.DUPLICATE_TASKS, 1L));
        assertThat(indexed).isEqualTo(6);
        assertThat(duplicates).isEqualTo(delivery.size() - facts().size());
    }

    /** All facts, each at least once, in any order, and some of them again. */
    @Provide
    Arbitrary<List<Fact>> deliveries() {
        return Arbitraries.of(facts()).list().ofMaxSize(20).flatMap(again -> {
            List<Fact> all = new ArrayList<>(facts());
            all.addAll(again);
            return Arbitraries.shuffle(all);
        });
    }

    private static List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String item = "img-" + i % 2;
            facts.add(new Fact(TOPICS.decisions(), item, selected(item, i, "{\"n\":" + i + "}")));
            facts.add(new Fact(TOPICS.tasksCreated(), item, created(item, i, "task-" + i, 3)));
        }
        facts.add(new Fact(TOPICS.tasksCreated(), "img-0", created("img-0", 0, "task-x", 3, Fixtures.DOGS)));
        for (int i = 10; i < 14; i++) {
            String item = "img-" + i % 3;
            facts.add(new Fact(TOPICS.validationErrors(), item, refused(item, i, 1)));
        }
        for (int answers = 3; answers < 6; answers++) {
            facts.add(new Fact(TOPICS.labelDrafts(), "img-0", draft(answers)));
        }
        return facts;
    }

    private static Label draft(int answers) {
        return new Label(
                EventIds.label("task-0", answers),
                Fixtures.NOON.plusSeconds(answers),
                "img-0",
                "task-0",
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
