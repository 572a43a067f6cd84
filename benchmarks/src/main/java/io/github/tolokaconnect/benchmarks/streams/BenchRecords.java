package io.github.tolokaconnect.benchmarks.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.EventKeys;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.SourceRange;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of the load. Item {@code n} has one prediction, and {@value #UNCERTAIN} of {@value #OF} are so uncertain that the route selects
 * them; result {@code n} is about the {@code n}th item of these. All are different, and the same in each run but for the time.
 */
final class BenchRecords {

    /** Name of the route that all predictions take. */
    static final String ROUTE = "bench";

    /** The route's document. */
    static final String ROUTE_DOCUMENT = """
            {"route":"bench","pool":"1001","select":{"any":[{"measure":"margin","less_than":0.2}]},\
            "dedup":{"by":["/input/image"],"window":"P1D"},"map":{"input_values":{"image":"/input/image"},"overlap":3}}""";

    private static final int UNCERTAIN = 3;
    private static final int OF = 10;
    private static final int RESULTS_PER_OPERATION = 100;
    private static final int RESULTS_PER_REFUSAL = 20;
    private static final String POOL = "1001";
    private static final ConnectorRef CONNECTOR = ConnectorRef.of("bench", 0, "1");
    private static final OperationStatus.Platform PLATFORM =
            new OperationStatus.Platform("https://toloka.example.com", "benchmark");

    private final EventCodec codec = new EventCodec();

    /** The key of item {@code number}. */
    static String item(long number) {
        return String.format(Locale.ROOT, "item-%010d", number);
    }

    /** The prediction about item {@code number}. */
    static ProducerRecord<byte[], byte[]> prediction(long number) {
        var item = item(number);
        var confidence = number % OF < UNCERTAIN ? "0.55" : "0.93";
        var rest = number % OF < UNCERTAIN ? "0.45" : "0.07";
        var json = "{\"item_id\":\"" + item
                + "\",\"model\":{\"name\":\"bench\",\"version\":\"1\"},\"input\":{\"image\":"
                + "\"https://images.example.com/" + item
                + ".jpg\"},\"predictions\":[{\"output_values\":{\"result\":\"cat\"},"
                + "\"confidence\":" + confidence + "},{\"output_values\":{\"result\":\"dog\"},\"confidence\":" + rest
                + "}],\"attributes\":{\"lang\":\"en\"}}";
        return new ProducerRecord<>(Topics.PREDICTIONS.name(), item.getBytes(UTF_8), json.getBytes(UTF_8));
    }

    /** How many of the items below {@code number} are selected. */
    static long selectedBelow(long number) {
        return number / OF * UNCERTAIN + Math.min(number % OF, UNCERTAIN);
    }

    /** Result {@code number}: that an item became a task, that it was refused, or that an operation ended. */
    ProducerRecord<byte[], byte[]> result(long number, Instant now) {
        if (number % RESULTS_PER_OPERATION == RESULTS_PER_OPERATION - 1) {
            return record(Topics.OPERATION_STATUS.name(), operation(number, now), null);
        }
        var key = item(number / UNCERTAIN * OF + number % UNCERTAIN).getBytes(UTF_8);
        return number % RESULTS_PER_REFUSAL == 0
                ? record(Topics.VALIDATION_ERRORS.name(), refused(number, now), key)
                : record(Topics.TASKS_CREATED.name(), created(number, now), key);
    }

    private ProducerRecord<byte[], byte[]> record(String topic, Event event, byte @Nullable [] key) {
        return new ProducerRecord<>(topic, EventKeys.of(event, key), codec.encode(event));
    }

    private static TaskCreated created(long number, Instant now) {
        var record = source(number, now);
        var operation = operationOf(number);
        return new TaskCreated(
                EventIds.taskCreated(operation, record),
                now,
                CONNECTOR,
                record,
                new TaskCreated.Task("00000003e9--" + Long.toHexString(number), POOL, null, "GENERAL", 3, null),
                new TaskCreated.Operation(operation, (int) (number % RESULTS_PER_OPERATION), false),
                new TaskCreated.Timings(Duration.ofMillis(300), Duration.ofMillis(500), Duration.ofMillis(800)),
                null);
    }

    private static ValidationError refused(long number, Instant now) {
        return ValidationError.builder(
                        now,
                        CONNECTOR,
                        source(number, now),
                        Stage.PLATFORM_VALIDATION,
                        ErrorClass.DATA,
                        Role.CULPRIT,
                        List.of(FieldError.of(
                                "input_values.image",
                                "/input_values/image",
                                "INVALID_URL_SYNTAX",
                                "The value is no URL")))
                .pool(PoolRef.of(POOL))
                .build();
    }

    private static OperationStatus operation(long number, Instant now) {
        var parameters = new OperationStatus.Parameters(true, true, false);
        var planned = OperationStatus.Operation.planned(operationOf(number), 1, parameters);
        return OperationStatus.builder(
                        now,
                        CONNECTOR,
                        PLATFORM,
                        new OperationStatus.Operation(
                                planned.id(),
                                planned.type(),
                                Status.SUCCESS,
                                Status.RUNNING,
                                null,
                                true,
                                false,
                                1,
                                100,
                                now.minusMillis(500),
                                now.minusMillis(400),
                                now,
                                parameters),
                        PoolRef.of(POOL),
                        List.of(new SourceRange("labeling.tasks", 0, number, number, 1)),
                        OperationStatus.Counts.ofRecords(1))
                .outcome(Outcome.ALL)
                .build();
    }

    private static RecordRef source(long number, Instant now) {
        return new RecordRef(
                item(number / UNCERTAIN * OF + number % UNCERTAIN),
                "labeling.tasks",
                0,
                number,
                now.minusMillis(800),
                1);
    }

    private static UUID operationOf(long number) {
        return UUID.nameUUIDFromBytes(("operation " + number / RESULTS_PER_OPERATION).getBytes(UTF_8));
    }
}
