package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.events.FieldError;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands records that cannot become tasks to the dead letter queue, if the connector has one. Connect itself waits for these
 * reports before it commits offsets.
 */
final class ErrantRecords {
    private final @Nullable ErrantRecordReporter reporter;

    private ErrantRecords(@Nullable ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    /**
     * The queue of a sink task. With {@code errors.tolerance=none} Connect's reporter would stop the task at the first bad
     * record, although the validation error has been reported; so it is used with {@code all} only.
     */
    static ErrantRecords of(SinkTaskContext context, boolean toleratesErrors) {
        return new ErrantRecords(toleratesErrors ? context.errantRecordReporter() : null);
    }

    void report(SinkRecord record, Intake.Refused refused) {
        if (reporter != null) {
            // Connect keeps the future and waits for it before it commits.
            var unused = reporter.report(record, new RefusedRecordException(refused));
        }
    }

    /**
     * Why a record is in the dead letter queue. Version 1 of the message:
     * {@code TLK-102 v1 topic-partition@offset STAGE code path; code path}. No stack: it says nothing about a record.
     */
    static final class RefusedRecordException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedRecordException(Intake.Refused refused) {
            super(
                    "TLK-102 v1 " + refused.origin() + " " + refused.stage() + " "
                            + refused.errors().stream()
                                    .map(RefusedRecordException::text)
                                    .collect(Collectors.joining("; ")),
                    null,
                    false,
                    false);
        }

        private static String text(FieldError error) {
            return error.path() == null ? error.code() : error.code() + " " + error.path();
        }
    }
}
