package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.DrivenTopology.TOPICS;
import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.DOGS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.ALL;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.TASK;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.builder;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.collateral;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.json;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.streams.DrivenTopology;
import io.github.tolokaconnect.streams.correlate.CorrelateTopology;
import io.github.tolokaconnect.streams.repair.RepairQueries.ReplayProgress;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairTopologyTest {

    private final MapControls controls = new MapControls();
    private DrivenTopology driven;
    private RepairQueries queries;

    @BeforeEach
    void start(@TempDir Path state) {
        driven = new DrivenTopology(this::build, state);
        queries = new StoredRepairs(store -> List.of(driven.store(store)), DrivenTopology.CODEC);
    }

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void aBadTaskWaitsForAPerson() {
        publish(refused(ErrorClass.DATA, "img-1", 0, 1), refused(ErrorClass.UNKNOWN, "img-2", 1, 1));
        publish(refused(ErrorClass.DATA, "img-1", 0, 1));
        driven.advance(Duration.ofDays(2));

        assertThat(driven.written(TOPICS.tasks())).isEmpty();
        assertThat(queries.waiting(ALL, 10)).extracting(Quarantined::key).containsExactly("img-2", "img-1");
        assertThat(queries.waiting(ALL, 1)).extracting(Quarantined::key).containsExactly("img-2");
        assertThat(queries.waiting(ALL, 10).get(1))
                .isEqualTo(new Quarantined("img-1", refused(ErrorClass.DATA, "img-1", 0, 1), null));
        assertThat(queries.count(ALL)).isEqualTo(2);
        assertThat(queries.count(new Selection("DATA", null, null, null, null, null, null)))
                .isEqualTo(1);
        assertThat(driven.counts(Metric.QUARANTINE))
                .containsOnly(entry(Labels.of("DATA"), 1L), entry(Labels.of("UNKNOWN"), 1L));
        assertThat(driven.counts(Metric.REPAIRS))
                .containsOnly(
                        entry(Labels.of("DATA", "QUARANTINE"), 1L), entry(Labels.of("UNKNOWN", "QUARANTINE"), 1L));
    }

    @Test
    void whoWasNotToBlameIsSentAgainAtOnce() {
        RecordHeaders trace = new RecordHeaders();
        trace.add("traceparent", "00-1-2-01".getBytes(UTF_8)).add("tracestate", "v=1".getBytes(UTF_8));
        ValidationError error = collateral("img-1", 0, 2);
        driven.publish(TOPICS.validationErrors(), "img-1".getBytes(UTF_8), DrivenTopology.CODEC.encode(error), trace);

        List<TestRecord<byte[], byte[]>> tasks = driven.written(TOPICS.tasks());

        assertThat(tasks).hasSize(1);
        assertThat(tasks.get(0).key()).isEqualTo("img-1".getBytes(UTF_8));
        assertThat(tasks.get(0).value()).isEqualTo(TASK.getBytes(UTF_8));
        assertThat(header(tasks.get(0), "tk_attempt")).isEqualTo("2");
        assertThat(header(tasks.get(0), "ce_correlationid")).isEqualTo("img-1");
        assertThat(header(tasks.get(0), "ce_causationid"))
                .isEqualTo(error.eventId().toString());
        assertThat(header(tasks.get(0), "traceparent")).isEqualTo("00-1-2-01");
        assertThat(header(tasks.get(0), "tracestate")).isEqualTo("v=1");
        assertThat(queries.count(ALL)).isZero();
    }

    @Test
    void whoIsNeverToBlameIsSentTenTimesAndThenWaits() {
        for (int time = 0; time < 12; time++) {
            publish(collateral("img-1", time, 1));
            if (time == 5) {
                driven = driven.restarted();
            }
        }

        assertThat(driven.total(Metric.REPAIRS)).isEqualTo(12);
        assertThat(driven.counts(Metric.REPAIRS)).containsEntry(Labels.of("DATA", "REEMIT"), 10L);
        assertThat(queries.count(ALL)).isEqualTo(2);
    }

    @Test
    void wantOfCapacityIsWaitedFor() {
        publish(refused(ErrorClass.CAPACITY, "img-1", 0, 1));

        List<TestRecord<byte[], byte[]>> parked = driven.written(TOPICS.tasksParked());
        assertThat(parked).hasSize(1);
        JsonNode said = RawJson.of(parked.get(0).value()).toNode();
        assertThat(said.path("task")).isEqualTo(json(TASK).toNode());
        assertThat(said.path("due").textValue())
                .isEqualTo(NOON.plusSeconds(3_600).toString());
        assertThat(said.path("reason").path("code").textValue()).isEqualTo("VALUE_LESS_THAN_MIN");
        assertThat(queries.waiting(ALL, 10)).extracting(Quarantined::due).containsExactly(NOON.plusSeconds(3_600));
        assertThat(driven.counts(Metric.PARKED)).containsOnly(entry(Labels.of("CAPACITY"), 1L));

        driven.advance(Duration.ofMinutes(59));
        assertThat(driven.written(TOPICS.tasks())).isEmpty();
        driven = driven.restarted();
        driven.advance(Duration.ofMinutes(1));

        assertThat(driven.written(TOPICS.tasks()))
                .extracting(record -> header(record, "tk_attempt"))
                .containsExactly("2");
        assertThat(queries.count(ALL)).isZero();
        driven.advance(Duration.ofDays(1));
        assertThat(driven.written(TOPICS.tasks())).isEmpty();
        assertThat(driven.store(RepairTopology.BY_DUE).all().hasNext()).isFalse();
        assertThat(driven.counts(Metric.PARKED)).containsOnly(entry(Labels.of("CAPACITY"), 0L));
    }

    @Test
    void aPoolThatIsReplacedReleasesItsTasksIntoTheNewOne() {
        controls.put("pool/cats", "{\"pool_id\":\"1001\"}");
        controls.put("pool/broken", "not json");
        publish(refused(ErrorClass.POOL, "img-1", 0, 1), refused(ErrorClass.ACCESS, "img-2", 1, 1));
        driven.advance(Duration.ofSeconds(5));
        assertThat(driven.written(TOPICS.tasks())).isEmpty();

        controls.put("pool/cats", "{\"pool_id\":\"2002\"}");
        driven.advance(Duration.ofSeconds(1));

        List<TestRecord<byte[], byte[]>> tasks = driven.written(TOPICS.tasks());
        assertThat(tasks).extracting(record -> text(record.key())).containsExactly("img-1", "img-2");
        assertThat(tasks)
                .extracting(record ->
                        RawJson.of(record.value()).toNode().path("pool_id").textValue())
                .containsOnly("2002");
        assertThat(driven.counts(Metric.REPAIRS))
                .containsEntry(Labels.of("POOL", "PARK"), 1L)
                .containsEntry(Labels.of("POOL", "RELEASE"), 1L);
    }

    @Test
    void aPoolThatIsNotReplacedIsTriedAgainAfterADay() {
        publish(refused(ErrorClass.POOL, "img-1", 0, 1));
        driven.advance(Duration.ofHours(23));
        assertThat(driven.written(TOPICS.tasks())).isEmpty();

        driven.advance(Duration.ofHours(1));

        assertThat(driven.written(TOPICS.tasks()))
                .extracting(record -> text(record.value()))
                .containsExactly(TASK);
    }

    @Test
    void theLastAttemptEndsWithItsHistory() {
        publish(refused(ErrorClass.CAPACITY, "img-1", 0, 1));
        publish(refused(ErrorClass.POOL, "img-1", 1, 2));
        publish(refused(ErrorClass.DATA, "img-1", 2, 3));

        List<TestRecord<byte[], byte[]>> dead = driven.written(TOPICS.tasksDead());

        assertThat(dead).hasSize(1);
        JsonNode said = RawJson.of(dead.get(0).value()).toNode();
        assertThat(said.path("given_up").textValue()).isEqualTo("ATTEMPTS");
        assertThat(said.path("task")).isEqualTo(json(TASK).toNode());
        assertThat(said.path("history"))
                .extracting(step -> step.path("class").textValue() + " "
                        + step.path("action").textValue())
                .containsExactly("CAPACITY PARK", "POOL PARK", "DATA DEAD");
    }

    @Test
    void aReplaySendsWhatItSelectsWithThePatchAndTheNextAttempt() {
        publish(
                refused(ErrorClass.DATA, "img-1", 0, 1),
                refused(ErrorClass.UNKNOWN, "img-2", 1, 1),
                refused(ErrorClass.DATA, "img-3", 2, 2),
                refused(ErrorClass.DATA, "img-4", 100, 1));
        driven.publish(
                TOPICS.validationErrors(),
                "img-5",
                builder(ErrorClass.DATA, Role.CULPRIT, "img-5", 3, 1)
                        .redacted(true)
                        .build());
        Selection data = new Selection("DATA", null, null, null, null, null, null);

        controls.order(new Replay(CATS, NOON.plusSeconds(100), "olu", data, json("{\"overlap\":3}"), null));
        driven.advance(Duration.ofSeconds(1));

        List<TestRecord<byte[], byte[]>> tasks = driven.written(TOPICS.tasks());
        assertThat(tasks).extracting(record -> text(record.key())).containsExactly("img-1", "img-3");
        assertThat(tasks).extracting(record -> header(record, "tk_attempt")).containsExactly("2", "3");
        assertThat(text(tasks.get(0).value()))
                .isEqualTo(
                        "{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"https://images.example.com/x.jpg\"},\"overlap\":3}");
        assertThat(header(tasks.get(0), "ce_causationid"))
                .isEqualTo(refused(ErrorClass.DATA, "img-1", 0, 1).eventId().toString());
        assertThat(queries.replay(CATS)).contains(new ReplayProgress(2, 0, 1, 1, 1));
        assertThat(queries.waiting(ALL, 10)).extracting(Quarantined::key).containsExactly("img-4", "img-5", "img-2");
        assertThat(driven.counts(Metric.QUARANTINE)).containsEntry(Labels.of("DATA"), 2L);
        assertThat(queries.replay(DOGS)).isEmpty();
    }

    @Test
    void aReplayThatIsReadAgainSendsNothing() {
        publish(refused(ErrorClass.DATA, "img-1", 0, 1));
        Replay replay = new Replay(CATS, NOON.plusSeconds(100), "olu", ALL, null, null);
        controls.order(replay);
        driven.advance(Duration.ofSeconds(1));
        driven.written(TOPICS.tasks());

        publish(refused(ErrorClass.DATA, "img-1", 50, 2));
        controls.order(replay);
        driven.advance(Duration.ofSeconds(5));
        driven = driven.restarted();
        driven.advance(Duration.ofSeconds(5));

        assertThat(driven.written(TOPICS.tasks())).isEmpty();
        assertThat(queries.replay(CATS)).contains(new ReplayProgress(1, 0, 0, 1, 1));
        assertThat(queries.count(ALL)).isEqualTo(1);
    }

    @Test
    void aReplayKeepsItsPaceAndPassesWhatCannotBeSent() {
        for (int i = 0; i < 7; i++) {
            publish(refused(ErrorClass.DATA, "img-" + i, i, 1));
        }
        controls.order(new Replay(CATS, NOON.plusSeconds(100), "olu", ALL, null, 3));

        driven.advance(Duration.ofSeconds(1));
        assertThat(driven.written(TOPICS.tasks())).hasSize(3);
        assertThat(queries.replay(CATS)).contains(new ReplayProgress(3, 0, 0, 1, 0));
        driven.advance(Duration.ofSeconds(1));
        assertThat(driven.written(TOPICS.tasks())).hasSize(3);
        driven.advance(Duration.ofSeconds(1));
        assertThat(driven.written(TOPICS.tasks())).hasSize(1);
        assertThat(queries.replay(CATS)).contains(new ReplayProgress(7, 0, 0, 1, 1));
    }

    @Test
    void aReplayTakesParkedRecordsBeforeTheyAreDue() {
        publish(refused(ErrorClass.POOL, "img-1", 0, 1));

        controls.order(new Replay(CATS, NOON.plusSeconds(100), "olu", ALL, json("{\"pool_id\":\"3003\"}"), null));
        driven.advance(Duration.ofSeconds(1));

        assertThat(driven.written(TOPICS.tasks()))
                .extracting(record ->
                        RawJson.of(record.value()).toNode().path("pool_id").textValue())
                .containsExactly("3003");
        driven.advance(Duration.ofDays(2));
        assertThat(driven.written(TOPICS.tasks())).isEmpty();
        assertThat(driven.counts(Metric.PARKED)).containsOnly(entry(Labels.of("POOL"), 0L));
    }

    @Test
    void aMalformedReplayIsIgnoredAndInNobodysWay() {
        publish(refused(ErrorClass.DATA, "img-1", 0, 1));
        controls.put("replay/x", "{");
        controls.put("replay/" + DOGS, MapControls.json(new Replay(CATS, NOON, "olu", ALL, null, null)));
        driven.advance(Duration.ofSeconds(2));
        assertThat(driven.written(TOPICS.tasks())).isEmpty();

        controls.order(new Replay(CATS, NOON.plusSeconds(100), "olu", ALL, null, null));
        driven.advance(Duration.ofSeconds(1));

        assertThat(driven.written(TOPICS.tasks())).hasSize(1);
    }

    @Test
    void namesThePoolInATaskThatDidNot() {
        ValidationError error = builder(ErrorClass.DATA, Role.COLLATERAL, "img-1", 0, 1)
                .task(json("{\"input_values\":{}}"))
                .pool(PoolRef.of("7"))
                .build();

        publish(error);

        assertThat(driven.written(TOPICS.tasks()))
                .extracting(record -> text(record.value()))
                .containsExactly("{\"input_values\":{},\"pool_id\":\"7\"}");
    }

    @Test
    void whatNobodyRepairsIsGivenUpInTheEnd() {
        publish(refused(ErrorClass.DATA, "img-1", 0, 1));
        driven.advance(Duration.ofDays(35));
        assertThat(driven.written(TOPICS.tasksDead())).isEmpty();

        driven.advance(Duration.ofMinutes(1));

        assertThat(driven.written(TOPICS.tasksDead()))
                .extracting(record ->
                        RawJson.of(record.value()).toNode().path("given_up").textValue())
                .containsExactly("RETENTION");
        assertThat(queries.count(ALL)).isZero();
        driven.advance(Duration.ofMinutes(1));
        assertThat(driven.store(RepairTopology.HISTORIES).all().hasNext()).isFalse();
    }

    private void build(Topology topology) {
        CorrelateTopology.addTo(topology, TOPICS, Duration.ofDays(35), DrivenTopology.CODEC);
        RepairTopology.addTo(
                topology,
                TOPICS,
                new RepairSettings(3, 10, Duration.ofDays(35), Map.of()),
                DrivenTopology.CODEC,
                controls,
                CorrelateTopology.ERRORS);
    }

    private void publish(ValidationError... errors) {
        for (ValidationError error : errors) {
            String key = String.valueOf(error.record().key());
            driven.publish(TOPICS.validationErrors(), key, error);
        }
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
