package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records become tasks, and every record has a result. */
@ExtendWith(ClusterExtension.class)
class MainPathIT {

    private static final List<String> POOLS = List.of("1001", "1002", "1003");
    private static final int RECORDS = 300;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 100))
            .start();
    private final Pipeline pipeline;

    MainPathIT(Cluster cluster) {
        pipeline = Pipeline.to(cluster, toloka.url(), "main");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void createsEachRecordsTaskOnceAndTellsItUnderTheRecordsKey() throws Exception {
        pipeline.with("tasks.max", "2").start();
        for (var number = 0; number < RECORDS; number++) {
            pipeline.send("item-" + number, Tasks.valid(POOLS.get(number % 3), "main-" + number));
        }

        var results = pipeline.awaitResults(RECORDS);

        var platform = Platform.at(toloka.url());
        assertThat(toloka.audit().tasksByPool()).isEqualTo(Map.of("1001", 100L, "1002", 100L, "1003", 100L));
        assertThat(toloka.audit().duplicates()).isZero();
        assertThat(results.errors()).isEmpty();
        var imageById = platform.imagesByTaskId(POOLS);
        assertThat(results.created()).hasSize(RECORDS).allSatisfy(received -> {
            var number = received.key().substring("item-".length());
            assertThat(received.event().record().key()).isEqualTo(received.key());
            assertThat(received.event().record().topic()).isEqualTo(pipeline.topic());
            assertThat(imageById)
                    .containsEntry(received.event().task().id(), "https://images.example.com/main-" + number + ".jpg");
        });
        assertThat(results.created()).extracting(Received::key).doesNotHaveDuplicates();
        pipeline.awaitNoLag();
    }

    @Test
    void reportsRefusedRecordsWithTheirFieldsAndCreatesTheOthers() {
        pipeline.start();
        pipeline.send("good", Tasks.valid("1001", "mixed-good"));
        pipeline.send("no-image", Tasks.withoutImage("1001"));
        pipeline.send("no-pool", Tasks.valid("404404", "mixed-nowhere"));
        pipeline.send("no-json", "{\"pool_id\":");
        pipeline.send("no-input", "{\"pool_id\":\"1001\"}");

        var results = pipeline.awaitResults(5);

        assertThat(results.created()).extracting(Received::key).containsExactly("good");
        assertThat(toloka.audit().tasks()).isEqualTo(1);
        assertThat(codes(results, "no-image")).containsExactly("input_values.image: VALUE_REQUIRED");
        assertThat(codes(results, "no-pool")).containsExactly("pool_id: ENTITY_DOES_NOT_EXIST");
        assertThat(codes(results, "no-json")).containsExactly("null: JSON_EXPECTED");
        assertThat(codes(results, "no-input")).containsExactly("input_values: VALUE_REQUIRED");
        assertThat(stage(results, "no-image")).isEqualTo(Stage.PLATFORM_VALIDATION);
        assertThat(stage(results, "no-input")).isEqualTo(Stage.LOCAL_VALIDATION);
        assertThat(stage(results, "no-json")).isEqualTo(Stage.MAPPING);
        pipeline.awaitNoLag();
    }

    @Test
    void commitsBehindTombstonesAndRefusedRecordsAtTheTail() {
        pipeline.start();
        for (var partition = 0; partition < Pipeline.PARTITIONS; partition++) {
            pipeline.send(record(partition, "task", Tasks.valid("1001", "tail-" + partition)));
            pipeline.send(record(partition, "refused", "no JSON"));
            pipeline.send(new ProducerRecord<>(pipeline.topic(), partition, "tombstone".getBytes(UTF_8), null));
        }

        var results = pipeline.awaitResults(6);

        assertThat(results.created()).hasSize(3);
        assertThat(results.errors()).hasSize(3);
        pipeline.awaitNoLag();
    }

    @Test
    void followsEachOperationToItsEnd() {
        pipeline.with("batch.size", "10").start();
        for (var number = 0; number < 25; number++) {
            pipeline.send(record(0, "item-" + number, Tasks.valid("1002", "life-" + number)));
        }

        pipeline.awaitResults(25);

        Waiting.until("all operations have ended")
                .untilAsserted(() -> assertThat(pipeline.results().ended())
                        .hasSize((int) toloka.audit().operations()));
        var results = pipeline.results();
        assertThat(results.ended()).allSatisfy(status -> {
            assertThat(status.operation().status()).isEqualTo(Status.SUCCESS);
            assertThat(status.pool().id()).isEqualTo("1002");
            assertThat(status.counts().success()).isEqualTo(status.counts().records());
            assertThat(status.counts().records()).isLessThanOrEqualTo(10);
        });
        assertThat(results.ended().stream()
                        .mapToInt(status -> status.counts().records())
                        .sum())
                .isEqualTo(25);
        assertThat(statesOf(results, results.ended().get(0).operation().id().toString()))
                .startsWith(Status.PLANNED, Status.SUBMITTED)
                .endsWith(Status.SUCCESS);
    }

    @Test
    void everyEventIsOfItsSchema() {
        pipeline.start();
        pipeline.send("good", Tasks.valid("1001", "schema-good"));
        pipeline.send("bad", Tasks.withoutImage("1001"));
        pipeline.send("no-json", "none");

        pipeline.awaitResults(3);

        Waiting.until("a heartbeat says that one task was created")
                .until(() -> pipeline.results().heartbeats().stream()
                        .anyMatch(beat -> beat.event().totals().created() == 1
                                && beat.event().totals().rejected() == 2));
        assertThat(pipeline.results().all())
                .extracting(received -> received.event().getClass().getSimpleName())
                .contains("TaskCreated", "ValidationError", "OperationStatus", "Heartbeat");
        assertThat(pipeline.results().all())
                .allSatisfy(received ->
                        assertThat(EventSchemas.violations(received)).isEmpty());
        assertThat(pipeline.results().all())
                .allSatisfy(received -> assertThat(new String(
                                received.record().headers().lastHeader("ce_id").value(), UTF_8))
                        .isEqualTo(received.event().eventId().toString()));
    }

    private ProducerRecord<byte[], byte[]> record(int partition, String key, String value) {
        return new ProducerRecord<>(pipeline.topic(), partition, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static List<String> codes(ResultLog results, String key) {
        var codes = new ArrayList<String>();
        for (var received : results.errors()) {
            if (received.key().equals(key)) {
                for (FieldError error : received.event().errors()) {
                    codes.add(error.path() + ": " + error.code());
                }
            }
        }
        return codes;
    }

    private static Stage stage(ResultLog results, String key) {
        return results.errors().stream()
                .filter(received -> received.key().equals(key))
                .map(received -> received.event().stage())
                .findFirst()
                .orElseThrow();
    }

    private static List<Status> statesOf(ResultLog results, String operation) {
        return results.operations().stream()
                .filter(received -> received.key().equals(operation))
                .map(received -> received.event().operation().status())
                .toList();
    }
}
