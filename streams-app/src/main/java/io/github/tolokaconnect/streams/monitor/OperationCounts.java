package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.PlatformError;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event adds to the numbers. What is known of its operation is the memory: an operation is sent once, ends once, and is
 * refused as often as a refusal moves it on, however late or often events come. Owned by a stream thread.
 */
final class OperationCounts {

    private final StatRecorder recorder;

    OperationCounts(StatRecorder recorder) {
        this.recorder = recorder;
    }

    /** Counts {@code event}, which made {@code after} of {@code before}; that is null for an operation that was not known. */
    void count(@Nullable Operation before, Operation after, OperationStatus event) {
        if (after.wasSent() && (before == null || !before.wasSent())) {
            recorder.count(Metric.OPERATIONS_SUBMITTED, event.eventTime(), labels(event));
        }
        if (after.isEnded() && (before == null || !before.isEnded())) {
            ended(event);
        }
        PlatformError error = event.error();
        if (error != null && after.hasMovedOnFrom(before)) {
            refused(event, error);
        }
    }

    private void ended(OperationStatus event) {
        recorder.count(
                Metric.OPERATIONS,
                event.eventTime(),
                labels(
                        event,
                        event.operation().status().value(),
                        event.outcome() == null ? "" : event.outcome().value()));
        OperationStatus.Timings timings = event.timings();
        if (timings != null) {
            phase(event, "submit", timings.submit());
            phase(event, "queue", timings.queued());
            phase(event, "run", timings.ran());
            phase(event, "log", timings.logFetch());
            phase(event, "total", timings.endToEnd());
        }
    }

    private void phase(OperationStatus event, String phase, @Nullable Duration took) {
        if (took != null) {
            recorder.time(
                    Metric.OPERATION_DURATION,
                    event.eventTime(),
                    Labels.of(event.connector().name(), phase),
                    took);
        }
    }

    private void refused(OperationStatus event, PlatformError error) {
        Instant at = event.eventTime();
        recorder.sample(
                Metric.OPERATION_ERRORS, at, labels(event, error.errorClass().value(), error.code()), event.eventId());
        boolean isRefusal = event.operation().status().equals(Status.REJECTED);
        if (isRefusal && error.errorClass().equals(ErrorClass.CAPACITY)) {
            recorder.sample(
                    Metric.QUOTA_EXCEEDED, at, Labels.of(event.connector().name(), error.code()), event.eventId());
        }
    }

    private static Labels labels(OperationStatus event, String... more) {
        String[] values = new String[2 + more.length];
        values[0] = event.connector().name();
        values[1] = event.pool().id();
        System.arraycopy(more, 0, values, 2, more.length);
        return Labels.of(values);
    }
}
