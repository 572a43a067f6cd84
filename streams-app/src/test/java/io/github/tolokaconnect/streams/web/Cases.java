package io.github.tolokaconnect.streams.web;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.CircuitState;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.SinkTaskState;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.events.ValidationErrorBuilder;
import io.github.tolokaconnect.streams.correlate.Item;
import io.github.tolokaconnect.streams.repair.Quarantined;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an application may know: refused records, items, heartbeats, alerts. */
final class Cases {

    static final String ROUTE = """
            {"route": "cats", "priority": 10, "pool": "@cats-main", "select": {"any": []}, "map": {}}""";

    private Cases() {}

    /** Record {@code img-<offset>}, refused {@code offset} seconds after noon; without a task if that is null. */
    static Quarantined refused(long offset, String code, @Nullable String path, @Nullable String task) {
        return refused(offset, code, path, task, "img-" + offset);
    }

    static Quarantined refused(long offset, String code, @Nullable String path, @Nullable String task, String key) {
        RecordRef record = new RecordRef(key, "labeling.tasks", 3, offset, NOON, 1);
        ValidationErrorBuilder error = ValidationError.builder(
                        NOON.plusSeconds(offset),
                        ConnectorRef.of("toloka-sink", 1, "1.0.0"),
                        record,
                        Stage.PLATFORM_VALIDATION,
                        ErrorClass.DATA,
                        Role.CULPRIT,
                        List.of(FieldError.of(path, null, code, "No value.")))
                .pool(PoolRef.of("1001"));
        return new Quarantined(key, (task == null ? error : error.task(json(task))).build(), null);
    }

    static RawJson json(String text) {
        return RawJson.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An item that was selected, refused, created and labelled. */
    static Item labelled(String itemId) {
        UUID event = new UUID(1, 1);
        return new Item(
                itemId,
                List.of(new Item.Choice(
                        event,
                        NOON,
                        "SELECTED",
                        "RULE",
                        "cats",
                        "margin<0.2",
                        "catdog",
                        "7",
                        json("{\"result\":\"cat\"}"))),
                List.of(new Item.Task(event, NOON.plusSeconds(60), "task-1", "1001", CATS, 2)),
                List.of(new Item.Refusal(
                        event, NOON.plusSeconds(30), "DATA", "VALUE_REQUIRED", "input_values.image", "1001", 1)),
                List.of(new Item.Answered(event, NOON.plusSeconds(90), "task-1", json("{\"result\":\"cat\"}"), true)));
    }

    static Heartbeat heartbeat(int sinkTask, long tasksToday) {
        ConnectorRef connector = ConnectorRef.of("toloka-sink", sinkTask, "1.0.0");
        return new Heartbeat(
                EventIds.heartbeat(connector, NOON),
                NOON,
                connector,
                SinkTaskState.RUNNING,
                null,
                List.of("labeling.tasks-" + sinkTask),
                List.of(),
                12,
                0L,
                1,
                Duration.ofSeconds(4),
                CircuitState.CLOSED,
                new Heartbeat.Rate(150, 20, tasksToday, 1_000L),
                new Heartbeat.Totals(100, 80, 5, 0, 1, 1, 0, 0, 0, 0L, 0L, 0L),
                NOON,
                null);
    }

    static Alert alert(String pool, Alert.State state, long seconds) {
        Map<String, String> scope = Map.of("pool", pool);
        return new Alert(
                EventIds.alert(Alert.fingerprint("ValidationErrorRatio", scope), state, NOON.plusSeconds(seconds)),
                NOON.plusSeconds(seconds),
                "ValidationErrorRatio",
                state,
                Alert.Severity.WARN,
                NOON,
                scope,
                0.31,
                0.2,
                "31 % of the records for pool " + pool + " are refused.",
                List.of(),
                null);
    }
}
