package io.github.tolokaconnect.streams.correlate;

import static io.github.tolokaconnect.streams.DrivenTopology.TOPICS;
import static io.github.tolokaconnect.streams.Fixtures.DOGS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.created;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.json;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.refused;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.selected;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.skipped;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.events.Label;
import io.github.tolokaconnect.events.ModelRef;
import io.github.tolokaconnect.events.TaskIndexed;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.streams.DrivenTopology;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrelateTopologyTest {

    private static final Duration RETENTION = Duration.ofDays(35);

    private final List<ValidationError> toRepair = new ArrayList<>();
    private DrivenTopology driven;

    @BeforeEach
    void start(@TempDir Path state) {
        driven = new DrivenTopology(this::build, state);
    }

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void indexesEachTaskOnce() {
        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 0, "task-1", 3));
        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 0, "task-1", 3));

        List<TestRecord<byte[], byte[]>> index = driven.written(TOPICS.taskIndex());

        assertThat(index).hasSize(1);
        assertThat(index.get(0).key()).isEqualTo("task-1".getBytes(UTF_8));
        assertThat(DrivenTopology.CODEC.decode(index.get(0).value(), TaskIndexed.class))
                .isEqualTo(TaskIndexed.of(created("img-1", 0, "task-1", 3), "img-1"));
        assertThat(header(index.get(0), "ce_type")).isEqualTo("io.tolokaconnect.task.indexed.v1");
        assertThat(header(index.get(0), "ce_correlationid")).isEqualTo("img-1");
        assertThat(driven.counts(Metric.TASKS_CREATED)).containsOnly(entry(Labels.of("toloka-sink", "1001"), 1L));
        assertThat(driven.counts(Metric.DUPLICATES)).containsOnly(entry(Labels.of(TOPICS.tasksCreated()), 1L));
        assertThat(driven.total(Metric.RECORD_LATENCY)).isEqualTo(1);
        assertThat(driven.total(Metric.SUBMIT_LATENCY)).isEqualTo(1);
    }

    @Test
    void countsASecondTaskOfTheSameRecord() {
        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 0, "task-1", 3));
        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 7, "task-2", 3));
        assertThat(driven.total(Metric.DUPLICATE_TASKS)).isZero();

        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 0, "task-3", 3, DOGS));

        Stat twins = driven.totals(Metric.DUPLICATE_TASKS).get(Labels.of("toloka-sink", "1001"));
        assertThat(twins.count()).isEqualTo(1);
        assertThat(twins.samples())
                .containsExactly(created("img-1", 0, "task-3", 3, DOGS).eventId());
    }

    @Test
    void tellsWhatPeopleSaidBesideWhatTheModelHadSaid() {
        driven.publish(TOPICS.decisions(), "", selected("img-1", 0, "{\"result\": \"cat\"}"));
        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 0, "task-1", 3));

        driven.publish(TOPICS.answers(), "task-1", answer("a1", "dog", 30));
        driven.publish(TOPICS.answers(), "task-1", answer("a2", "cat", 40));
        assertThat(driven.written(TOPICS.labels())).isEmpty();
        driven.publish(TOPICS.answers(), "task-1", answer("a3", "dog", 75));

        List<TestRecord<byte[], byte[]>> labels = driven.written(TOPICS.labels());
        assertThat(labels).hasSize(1);
        assertThat(labels.get(0).key()).isEqualTo("img-1".getBytes(UTF_8));
        assertThat(header(labels.get(0), "ce_causationid"))
                .isEqualTo(created("img-1", 0, "task-1", 3).eventId().toString());
        Label label = DrivenTopology.CODEC.decode(labels.get(0).value(), Label.class);
        assertThat(label.label()).isEqualTo(json("{\"result\":\"dog\"}"));
        assertThat(label.prediction()).isEqualTo(json("{\"result\": \"cat\"}"));
        assertThat(label.model()).isEqualTo(new ModelRef("catdog", "2026-11-18"));
        assertThat(label.agrees()).isFalse();
        assertThat(label.answers()).isEqualTo(3);
        assertThat(label.confidence()).isEqualTo(2.0 / 3);
        assertThat(label.eventTime()).isEqualTo(NOON.plusSeconds(75));
        assertThat(label.timings()).isEqualTo(new Label.Timings(Duration.ofSeconds(15), Duration.ofSeconds(60)));
        assertThat(driven.counts(Metric.LABELS))
                .containsOnly(entry(Labels.of("1001", "catdog", "2026-11-18", "false"), 1L));
        assertThat(driven.total(Metric.LABEL_LATENCY)).isEqualTo(1);
    }

    @Test
    void joinsAnswersThatCameBeforeTheTask() {
        driven.publish(TOPICS.answers(), "task-1", answer("a1", "cat", 30));
        driven.publish(TOPICS.answers(), "task-1", answer("a2", "cat", 40));
        driven.publish(TOPICS.answers(), "task-1", answer("a2", "cat", 40));

        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 0, "task-1", 2));

        assertThat(driven.events(TOPICS.labels(), Label.class))
                .extracting(Label::itemId, Label::answers, Label::agrees, Label::prediction)
                .containsExactly(tuple("img-1", 2, null, null));
        assertThat(driven.counts(Metric.DUPLICATES)).containsOnly(entry(Labels.of(TOPICS.answers()), 1L));
    }

    @Test
    void laterAnswersUpdateTheLabel() {
        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 0, "task-1", null));
        driven.publish(TOPICS.answers(), "task-1", answer("a1", "cat", 30));
        driven.publish(TOPICS.answers(), "task-1", answer("a2", "dog", 40));
        driven.publish(TOPICS.answers(), "task-1", answer("a3", "dog", 50));

        List<Label> labels = driven.events(TOPICS.labels(), Label.class);

        assertThat(labels)
                .extracting(label -> label.label().toNode().path("result").textValue())
                .containsExactly("cat", "cat", "dog");
        assertThat(labels).extracting(Label::eventId).doesNotHaveDuplicates();
    }

    @Test
    void deadLettersWhatIsNoAnswer() {
        driven.publish(TOPICS.answers(), "task-1", "canary-answer is no json");
        driven.publish(TOPICS.answers(), "task-1", "{\"output_values\": 3}");
        driven.publish(TOPICS.answers(), "task-1", "{\"task_id\": \"task-2\", \"output_values\": {}}");
        driven.publish(TOPICS.answers(), "task-1".getBytes(UTF_8), null, new RecordHeaders());
        driven.publish(TOPICS.answers(), null, "{\"output_values\": {}}".getBytes(UTF_8), new RecordHeaders());
        driven.publish(TOPICS.answers(), new byte[] {(byte) 0xff}, "{}".getBytes(UTF_8), new RecordHeaders());

        assertThat(driven.written(TOPICS.deadLetters()))
                .extracting(record -> header(record, Intake.REASON))
                .containsExactly("INVALID", "INVALID", "INVALID", "EMPTY", "NO_KEY", "KEY_NOT_TEXT");
        assertThat(driven.total(Metric.UNREADABLE)).isEqualTo(6);
    }

    @Test
    void deadLettersEventsThatItCannotRead() {
        driven.publish(TOPICS.tasksCreated(), "img-1", "{\"schema\":\"task-created/9.0\"}");
        driven.publish(TOPICS.validationErrors(), "img-1", "{\"schema\": canary-event");
        driven.publish(TOPICS.decisions(), "img-1", "{\"schema\":\"decision/1.0\"}");

        assertThat(driven.written(TOPICS.deadLetters()))
                .extracting(record -> header(record, Intake.REASON))
                .containsExactly("UNSUPPORTED_VERSION", "MALFORMED", "INVALID");
    }

    @Test
    void refusesAnswersThatAreOlderThanItsMemory() {
        driven.advance(RETENTION.plusDays(1));

        driven.publish(TOPICS.answers(), "task-1", answer("a1", "cat", 30));

        assertThat(driven.written(TOPICS.deadLetters()))
                .extracting(record -> header(record, Intake.REASON))
                .containsExactly("LATE");
        assertThat(driven.total(Metric.LATE)).isEqualTo(1);
    }

    @Test
    void countsRefusalsByReasonAndPassesEachOnOnce() {
        driven.publish(TOPICS.validationErrors(), "img-1", refused("img-1", 1, 1));
        driven.publish(TOPICS.validationErrors(), "img-1", refused("img-1", 1, 1));
        driven.publish(TOPICS.validationErrors(), "img-1", refused("img-1", 2, 2));

        assertThat(toRepair).containsExactly(refused("img-1", 1, 1), refused("img-1", 2, 2));
        assertThat(driven.counts(Metric.TASKS_REJECTED))
                .containsOnly(entry(Labels.of("toloka-sink", "1001", "INVALID_URL_SYNTAX", "PLATFORM_VALIDATION"), 2L));
        assertThat(driven.counts(Metric.ERRORS))
                .containsOnlyKeys(
                        Labels.of("INVALID_URL_SYNTAX", "input_values.image", "1001"),
                        Labels.of("VALUE_LESS_THAN_MIN", "overlap", "1001"));
        assertThat(driven.totals(Metric.ERRORS)
                        .get(Labels.of("VALUE_LESS_THAN_MIN", "overlap", "1001"))
                        .samples())
                .containsExactly(
                        refused("img-1", 1, 1).eventId(), refused("img-1", 2, 2).eventId());
    }

    @Test
    void knowsTheLifeOfAnItemAlsoAfterARestart() {
        driven.publish(TOPICS.decisions(), "", skipped("img-1", 0), selected("img-1", 5, "{\"result\":\"cat\"}"));
        driven.publish(TOPICS.validationErrors(), "img-1", refused("img-1", 5, 1));
        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 9, "task-1", 1));
        driven.publish(TOPICS.answers(), "task-1", answer("a1", "cat", 60));

        driven = driven.restarted();
        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 9, "task-1", 1));
        driven.publish(TOPICS.answers(), "task-1", answer("a1", "cat", 60));

        Item item = new StoredItems(() -> driven.store(ItemQueries.STORE))
                .item("img-1")
                .orElseThrow();
        assertThat(item.decisions()).extracting(Item.Choice::verdict).containsExactly("SKIPPED", "SELECTED");
        assertThat(item.tasks())
                .extracting(Item.Task::taskId, Item.Task::attempt)
                .containsExactly(tuple("task-1", 1));
        assertThat(item.refusals()).extracting(Item.Refusal::code).containsExactly("INVALID_URL_SYNTAX");
        assertThat(item.labels()).extracting(Item.Answered::agrees).containsExactly(true);
        assertThat(driven.written(TOPICS.labels())).isEmpty();
        assertThat(new StoredItems(() -> driven.store(ItemQueries.STORE)).item("img-2"))
                .isEmpty();
    }

    @Test
    void forgetsItemsAndTasksThatNothingHappensTo() {
        driven.publish(TOPICS.tasksCreated(), "img-1", created("img-1", 0, "task-1", 1));
        driven.publish(TOPICS.answers(), "task-lost", answer("a1", "cat", 60));
        driven.advance(RETENTION.minusMinutes(1));
        assertThat(driven.store(ItemQueries.STORE).get("img-1")).isNotNull();
        driven.publish(TOPICS.decisions(), "", skipped("img-2", RETENTION.toSeconds()));

        driven.advance(Duration.ofMinutes(5));

        assertThat(driven.store(ItemQueries.STORE).get("img-1")).isNull();
        assertThat(driven.store(ItemQueries.STORE).get("img-2")).isNotNull();
        assertThat(driven.store(CorrelateTopology.TASKS).all().hasNext()).isFalse();
        assertThat(driven.counts(Metric.LATE)).containsOnly(entry(Labels.of(TOPICS.answers()), 1L));
    }

    @Test
    void saysThatAStoreIsOnItsWay() {
        StoredItems items = new StoredItems(() -> {
            throw new InvalidStateStoreException("moved");
        });

        assertThatThrownBy(() -> items.item("img-1")).isInstanceOf(StateUnavailableException.class);
    }

    private void build(Topology topology) {
        CorrelateTopology.addTo(topology, TOPICS, RETENTION, DrivenTopology.CODEC);
        topology.addProcessor("repairer", Repairer::new, CorrelateTopology.ERRORS);
    }

    private final class Repairer extends ContextualProcessor<byte[], ValidationError, Void, Void> {

        @Override
        public void process(Record<byte[], ValidationError> record) {
            toRepair.add(record.value());
        }
    }

    private static String answer(String id, String result, long seconds) {
        return "{\"answer_id\":\"" + id + "\",\"output_values\":{\"result\":\"" + result + "\"},\"answered\":\""
                + NOON.plusSeconds(seconds) + "\"}";
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
