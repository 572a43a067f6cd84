package io.github.tolokaconnect.connector.intake;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.config.MappingConfig;
import io.github.tolokaconnect.connector.config.MappingConfig.OnNullValue;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Reads sink records as tasks. Used on Connect's thread only. */
public final class TaskReader {
    private final MappingConfig mapping;
    private final PoolRouting routing;
    private final int maxInputBytes;
    private final RecordValues values = new RecordValues();
    private final RecordOrigins origins;

    public TaskReader(ConnectorConfig config) {
        this.mapping = config.mapping();
        this.routing = new PoolRouting(config.routing(), config.safety().poolAllowlist());
        this.maxInputBytes = config.batching().maxInputBytes();
        this.origins = new RecordOrigins(config.routing().poolHeader(), values);
    }

    /**
     * What becomes of {@code record}.
     *
     * @throws ConnectException if it has no value and the configuration says to stop then
     */
    public Intake read(SinkRecord record) {
        var origin = origins.of(record);
        byte[] value;
        try {
            value = values.bytes(record.topic(), record.valueSchema(), record.value());
        } catch (DataException unreadable) {
            return refused(
                    origin,
                    null,
                    Stage.MAPPING,
                    null,
                    false,
                    List.of(Refusal.error(
                            "", Refusal.JSON_EXPECTED, "The value has no form in JSON, or does not fit its schema")));
        }
        return value == null ? withoutValue(origin) : read(record, origin, value);
    }

    private Intake read(SinkRecord record, RecordOrigin origin, byte[] value) {
        var scan = mapping.valueIsInputValues() ? TaskScanner.inputValues(value) : TaskScanner.task(value);
        if (!scan.isReadable()) {
            return refused(origin, null, Stage.MAPPING, value, false, scan.errors());
        }
        var route = routing.route(record.topic(), origins.pool(record), scan.pool());
        var errors = new ArrayList<FieldError>(scan.errors());
        errors.addAll(route.errors());
        if (errors.isEmpty()) {
            sizeError(scan.cut()).ifPresent(errors::add);
        }
        if (!errors.isEmpty()) {
            return refused(origin, route.pool().orElse(null), Stage.LOCAL_VALIDATION, value, true, errors);
        }
        boolean addsOverlap = !scan.statesOverlap() && mapping.overlap().isPresent();
        int overlap = addsOverlap ? mapping.overlap().getAsInt() : scan.overlap();
        return new Intake.Accepted(
                new TaskItem(origin, route.pool().orElseThrow(), value, scan.cut(), overlap, addsOverlap));
    }

    private Optional<FieldError> sizeError(TaskItem.Cut cut) {
        int inputBytes = cut.input().end() - cut.input().start();
        if (inputBytes > maxInputBytes) {
            return Optional.of(Refusal.error(
                    "input_values",
                    Refusal.OBJECT_SIZE_BYTES_GREATER_THAN_MAX,
                    "input_values has " + inputBytes + " bytes, more than batch.max.bytes=" + maxInputBytes));
        }
        if (cut.outputBytes() > BatchingConfig.API_MAX_OUTPUT_BYTES) {
            return Optional.of(Refusal.error(
                    "",
                    Refusal.OBJECT_SIZE_BYTES_GREATER_THAN_MAX,
                    "output_values have " + cut.outputBytes() + " bytes, more than the API's "
                            + BatchingConfig.API_MAX_OUTPUT_BYTES));
        }
        return Optional.empty();
    }

    private Intake withoutValue(RecordOrigin origin) {
        if (mapping.onNullValue() == OnNullValue.FAIL) {
            throw new ConnectException("TLK-101 Record " + origin
                    + " has no value and behavior.on.null.values=fail; set it to ignore or report, or skip the record");
        }
        return mapping.onNullValue() == OnNullValue.IGNORE
                ? new Intake.Skipped(origin)
                : refused(
                        origin,
                        null,
                        Stage.MAPPING,
                        null,
                        false,
                        List.of(Refusal.error("", Refusal.NOT_NULL_BODY, "The record has no value")));
    }

    private static Intake refused(
            RecordOrigin origin,
            @Nullable PoolId pool,
            Stage stage,
            byte @Nullable [] value,
            boolean valueIsJson,
            List<FieldError> errors) {
        return new Intake.Refused(origin, pool, stage, errors, value, valueIsJson);
    }
}
