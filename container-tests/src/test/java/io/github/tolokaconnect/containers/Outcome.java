package io.github.tolokaconnect.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.it.Pipeline;
import io.github.tolokaconnect.it.Received;
import io.github.tolokaconnect.it.Tasks;
import io.github.tolokaconnect.it.Waiting;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What came of a pipeline's records, seen from outside: by whoever reads committed events, and on the platform. */
record Outcome(Pipeline pipeline, Simulator toloka) {

    /** Waits until operations are under way and the journal says so; answers their ids. */
    Set<UUID> awaitOperationsUnderWay() {
        Waiting.until("operations are under way").until(() -> toloka.operations() >= 3);
        Waiting.until("the journal has them")
                .until(() -> !pipeline.journal().openOperations().isEmpty());
        return pipeline.journal().openOperations();
    }

    /** Waits until every record has a result, and checks that each became exactly one task, with exactly one event. */
    void requireOneTaskPerRecord(Collection<String> keys) throws Exception {
        requireTasks(keys);
        assertThat(toloka.tasks()).isEqualTo(keys.size());
        assertThat(toloka.duplicates()).isZero();
        assertThat(toloka.images(Tasks.POOL)).doesNotHaveDuplicates().hasSameSizeAs(keys);
    }

    /** Waits until these records, a key for each time that one is to become a task, have their results and no others, and nothing is open. */
    void requireTasks(Collection<String> keys) {
        Waiting.until("every record of " + pipeline.name() + " has a result")
                .untilAsserted(() -> assertThat(keysWithResult()).containsAll(keys));
        Waiting.until(keys.size() + " results of " + pipeline.name())
                .until(() -> pipeline.results().created().size() >= keys.size());
        Waiting.until("no operation is under way")
                .untilAsserted(
                        () -> assertThat(pipeline.journal().openOperations()).isEmpty());
        pipeline.awaitNoLag();
        var results = pipeline.results();
        assertThat(results.created()).extracting(Received::key).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(results.errors()).isEmpty();
        assertThat(results.all())
                .map(Received::event)
                .extracting(Event::eventId)
                .doesNotHaveDuplicates();
    }

    /** Checks that these operations were followed to their end, each once. */
    void requireEnded(Collection<UUID> operations) {
        assertThat(operations).isNotEmpty();
        assertThat(pipeline.results().ended())
                .extracting(status -> status.operation().id())
                .doesNotHaveDuplicates()
                .containsAll(operations);
    }

    private Set<String> keysWithResult() {
        return pipeline.results().created().stream().map(Received::key).collect(Collectors.toSet());
    }
}
