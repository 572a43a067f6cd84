package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @MethodSource("examples")
    void satisfyTheirSchema(EventSchema schema, Path example) throws IOException {
        JsonNode document = Contract.tree(Files.readAllBytes(example));

        assertThat(Contract.violations(schema, document)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void areWrittenBackFieldByFieldInTheSameOrder(EventSchema schema, Path example) throws IOException {
        byte[] json = Files.readAllBytes(example);

        Event event = codec.decode(json, schema.eventClass());

        // Trees compare without order, their texts with it.
        assertThat(Contract.tree(codec.encode(event)))
                .hasToString(Contract.tree(json).toString());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void carryTheIdOfTheirFact(EventSchema schema, Path example) throws IOException {
        Event event = codec.decode(Files.readAllBytes(example), schema.eventClass());

        assertThat(event.eventId()).isEqualTo(idOf(event));
    }

    @ParameterizedTest
    @EnumSource(EventSchema.class)
    void existForEveryEvent(EventSchema schema) {
        assertThat(Contract.examples(schema)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void ofDocumentsSatisfyTheirSchema(String schemaName, Path example) throws IOException {
        JsonNode document = Contract.tree(Files.readAllBytes(example));

        assertThat(Contract.violations(Contract.schemaResource(schemaName), document))
                .isEmpty();
    }

    @Test
    void tellOneStoryOfATask() {
        TaskCreated created = codec.decode(Contract.example("task-created/created"), TaskCreated.class);
        TaskIndexed indexed = codec.decode(Contract.example("task-index/indexed"), TaskIndexed.class);
        Decision selected = codec.decode(Contract.example("decision/selected"), Decision.class);
        Label label = codec.decode(Contract.example("label/disagreement"), Label.class);

        assertThat(indexed).isEqualTo(TaskIndexed.of(created, selected.itemId()));
        assertThat(label.itemId()).isEqualTo(selected.itemId());
        assertThat(label.taskId()).isEqualTo(indexed.taskId());
        assertThat(label.prediction()).isNotNull();
    }

    @Test
    void showEveryStateOfAnOperation() {
        assertThat(Contract.examples(EventSchema.OPERATION_STATUS))
                .extracting(example -> codec.decode(read(example), OperationStatus.class)
                        .operation()
                        .status())
                .containsOnly(
                        Status.PLANNED,
                        Status.SUBMITTED,
                        Status.RUNNING,
                        Status.SUCCESS,
                        Status.FAIL,
                        Status.REJECTED,
                        Status.STUCK);
    }

    private static UUID idOf(Event event) {
        if (event instanceof OperationStatus status) {
            OperationStatus.Operation operation = status.operation();
            Integer progress = operation.progress();
            long occurrence = operation.status().equals(Status.RUNNING) && progress != null ? progress : 0;
            return EventIds.operationStatus(operation.id(), operation.status(), occurrence);
        }
        if (event instanceof TaskCreated created) {
            return EventIds.taskCreated(created.operation().id(), created.record());
        }
        if (event instanceof ValidationError error) {
            UUID operation =
                    error.operation() == null ? null : error.operation().id();
            return EventIds.validationError(operation, error.record(), error.stage());
        }
        if (event instanceof Heartbeat heartbeat) {
            return EventIds.heartbeat(heartbeat.connector(), heartbeat.eventTime());
        }
        if (event instanceof Decision decision) {
            return EventIds.decision(decision.record());
        }
        if (event instanceof TaskIndexed indexed) {
            return created(indexed.taskId()).eventId();
        }
        if (event instanceof Label label) {
            return EventIds.label(label.taskId(), label.answers());
        }
        if (event instanceof Alert alert) {
            return EventIds.alert(Alert.fingerprint(alert.rule(), alert.scope()), alert.state(), alert.eventTime());
        }
        throw new AssertionError(event);
    }

    /** The example that says that task {@code taskId} was created. */
    private static TaskCreated created(String taskId) {
        return Contract.examples(EventSchema.TASK_CREATED).stream()
                .map(example -> new EventCodec()
                        .decode(Contract.bytes("/examples/task-created/" + example.getFileName()), TaskCreated.class))
                .filter(created -> created.task().id().equals(taskId))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] read(Path file) {
        return Contract.bytes("/examples/operation-status/" + file.getFileName());
    }

    static Stream<Arguments> documents() {
        return Contract.DOCUMENTS.stream()
                .flatMap(name -> Contract.examples(name).stream().map(file -> Arguments.of(name, file)));
    }

    static Stream<Arguments> examples() {
        return Stream.of(EventSchema.values())
                .flatMap(schema -> Contract.examples(schema).stream().map(file -> Arguments.of(schema, file)));
    }
}
