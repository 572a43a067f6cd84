package io.github.tolokaconnect.streams.correlate;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.ModelRef;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.TaskIndexed;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to items of pool 1001, seconds after noon. */
final class ItemFixtures {

    static final String POOL = "1001";

    private static final ConnectorRef CONNECTOR = ConnectorRef.of("toloka-sink", 0, "1.0.0");

    private ItemFixtures() {}

    static RawJson json(String text) {
        return RawJson.of(text.getBytes(UTF_8));
    }

    static Decision selected(String itemId, long offset, String prediction) {
        return decision(itemId, offset, Decision.Verdict.SELECTED, "SELECTED", json(prediction));
    }

    static Decision skipped(String itemId, long offset) {
        return decision(itemId, offset, Decision.Verdict.SKIPPED, "DUPLICATE", null);
    }

    static TaskCreated created(String itemId, long offset, String taskId, @Nullable Integer overlap) {
        return created(itemId, offset, taskId, overlap, CATS);
    }

    static TaskCreated created(String itemId, long offset, String taskId, @Nullable Integer overlap, UUID operation) {
        RecordRef record = record(itemId, offset, 1);
        return new TaskCreated(
                EventIds.taskCreated(operation, record),
                NOON.plusSeconds(offset + 15),
                CONNECTOR,
                record,
                new TaskCreated.Task(taskId, POOL, null, "GENERAL", overlap, null),
                new TaskCreated.Operation(operation, 0, false),
                new TaskCreated.Timings(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15)),
                null);
    }

    static TaskIndexed indexed(String taskId, String itemId, @Nullable Integer overlap) {
        return TaskIndexed.of(created(itemId, 0, taskId, overlap), itemId);
    }

    static ValidationError refused(String itemId, long offset, int attempt) {
        return ValidationError.builder(
                        NOON.plusSeconds(offset + 15),
                        CONNECTOR,
                        record(itemId, offset, attempt),
                        Stage.PLATFORM_VALIDATION,
                        ErrorClass.DATA,
                        Role.CULPRIT,
                        List.of(
                                FieldError.of("input_values.image", "/input_values/image", "INVALID_URL_SYNTAX", null),
                                FieldError.of("overlap", "/overlap", "VALUE_LESS_THAN_MIN", null)))
                .operation(new ValidationError.Operation(CATS, 3, null))
                .pool(PoolRef.of(POOL))
                .task(
                        json(
                                "{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"https://images.example.com/x.jpg\"},\"overlap\":0}"))
                .build();
    }

    private static Decision decision(
            String itemId, long offset, Decision.Verdict verdict, String reason, @Nullable RawJson prediction) {
        Decision.SourceRecord record = new Decision.SourceRecord("labeling.predictions", 3, offset);
        return new Decision(
                EventIds.decision(record),
                NOON.plusSeconds(offset),
                itemId,
                "cats",
                verdict,
                reason,
                "margin<0.2",
                Map.of("margin", 0.06),
                null,
                verdict == Decision.Verdict.SELECTED ? POOL : null,
                null,
                new ModelRef("catdog", "2026-11-18"),
                prediction,
                record);
    }

    private static RecordRef record(String itemId, long offset, int attempt) {
        return new RecordRef(itemId, "labeling.tasks", 3, offset, NOON.plusSeconds(offset), attempt);
    }
}
