package io.github.tolokaconnect.streams.web;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static io.github.tolokaconnect.streams.Fixtures.rejected;
import static io.github.tolokaconnect.streams.Fixtures.succeeded;

import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.stats.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** An application in the middle of its work: two routes, two pools, an hour of predictions, some refusals. */
final class Scene {

    private static final String TASK = """
            {"pool_id": "1001", "overlap": 3, "input_values": {"title": "Grey cat on a sofa"}}""";

    private Scene() {}

    static void fill(Known known) {
        known.now = NOON.plusSeconds(10);
        known.put("route/cats", Cases.ROUTE);
        known.put("route/dogs", """
                {"route": "dogs", "priority": 20, "enabled": false, "pool": "1002", "select": {"any": []}, "map": {}}""");
        known.put("pool/cats-main", "{\"pool_id\": \"1001\"}");
        numbers(known.stats);
        operations(known);
        known.waiting.add(Cases.refused(3, "VALUE_REQUIRED", "input_values.image", TASK, "img-0101"));
        known.waiting.add(Cases.refused(2, "VALUE_REQUIRED", "input_values.image", TASK, "img-0100"));
        known.waiting.add(Cases.refused(1, "INVALID_URL_SYNTAX", "input_values.link", TASK, "img-0099"));
        known.items.put("img-0042", Cases.labelled("img-0042"));
    }

    private static void numbers(Known.KnownStats stats) {
        Instant longAgo = NOON.minus(Duration.ofDays(27));
        stats.count(Metric.TASKS_CREATED, longAgo, 210, "toloka-sink", "1002");
        stats.count(Metric.DECISIONS, longAgo, 14_360 - 60 * 40 - 24, "cats", "SKIPPED", "CONFIDENT");
        stats.count(Metric.DECISIONS, longAgo, 24, "cats", "INVALID", "MAPPING");
        stats.count(Metric.DECISIONS, longAgo, 6_120 - 60 * 20, "cats", "SELECTED", "RULE");
        stats.count(Metric.TASKS_CREATED, longAgo, 5_988 - 210 - 60 * 19, "toloka-sink", "1001");
        stats.count(Metric.LABELS, longAgo, 4_008 - 60 * 10, "1001", "catdog", "7", "true");
        stats.count(Metric.LABELS, longAgo, 302, "1001", "catdog", "7", "false");
        for (int minute = 0; minute < 60; minute++) {
            Instant when = NOON.minus(Duration.ofMinutes(minute));
            int wave = (int) Math.round(8 * Math.sin(minute / 6.0));
            int back = (int) Math.round(8 * Math.sin((59 - minute) / 6.0));
            stats.count(Metric.DECISIONS, when, 38 + wave - back, "cats", "SKIPPED", "CONFIDENT");
            stats.count(Metric.DECISIONS, when, 2, "cats", "SKIPPED", "DUPLICATE");
            stats.count(Metric.DECISIONS, when, 20 + (wave - back) / 2, "cats", "SELECTED", "RULE");
            stats.count(Metric.TASKS_CREATED, when, 19 + (wave - back) / 2, "toloka-sink", "1001");
            stats.count(Metric.TASKS_REJECTED, when, 2, "toloka-sink", "1001", "VALUE_REQUIRED", "PLATFORM_VALIDATION");
            stats.count(Metric.LABELS, when, 10, "1001", "catdog", "7", "true");
            stats.time(Metric.RECORD_LATENCY, when, 19, minute % 9 == 0 ? 10.0 : 5.0, "toloka-sink", "1001");
        }
        stats.count(Metric.TASKS_REJECTED, NOON, 11, "toloka-sink", "1001", "VALUE_REQUIRED", "PLATFORM_VALIDATION");
        stats.count(Metric.TASKS_REJECTED, NOON, 1, "toloka-sink", "1001", "INVALID_URL_SYNTAX", "PLATFORM_VALIDATION");
        UUID sample = new UUID(1, 2);
        stats.sample(Metric.ERRORS, NOON, 131, sample, "VALUE_REQUIRED", "input_values.image", "1001");
        stats.sample(Metric.ERRORS, NOON, 1, sample, "INVALID_URL_SYNTAX", "input_values.link", "1001");
        stats.count(Metric.QUARANTINE, NOON, 3, "DATA");
        stats.count(Metric.REPAIRS, NOON, 129, "DATA", "REPLAY");
        stats.count(Metric.OPERATIONS, NOON, 14, "toloka-sink", "1001", "SUCCESS", "ALL");
        stats.count(Metric.OPERATIONS, NOON, 1, "toloka-sink", "1001", "REJECTED", "NONE");
    }

    private static UUID operation(int number) {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) number});
    }

    private static void operations(Known known) {
        known.operations.add(Operation.of(at(6, operation(1), Status.SUBMITTED)));
        known.operations.add(Operation.of(at(1, operation(2), Status.RUNNING)));
        known.operations.add(Operation.of(at(-900, operation(3), Status.STUCK)));
        known.operations.add(Operation.of(rejected(-20, operation(4))));
        for (int i = 1; i < 9; i++) {
            UUID id = operation(10 + i);
            known.operations.add(Operation.of(at(-60L * i, id, Status.PLANNED))
                    .with(succeeded(-60L * i + 9, id, i % 4 == 0 ? 487 : 500)));
        }
    }
}
