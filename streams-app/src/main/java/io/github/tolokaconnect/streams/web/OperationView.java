package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.PlatformError;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.streams.monitor.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operation in the API: what one row of the page, and its details, show. */
record OperationView(
        String id,
        String state,
        String status,
        @Nullable String platformStatus,
        @Nullable String outcome,
        int attempt,
        boolean resumed,
        @Nullable Integer progress,
        String connector,
        PoolView pool,
        int records,
        @Nullable Integer created,
        @Nullable Integer rejected,
        String began,
        String updated,
        @Nullable Long ageMs,
        @Nullable Long tookMs,
        List<String> offsets,
        @Nullable ErrorView error,
        List<Step> reached,
        Map<String, Long> timingsMs) {

    record PoolView(String id, @Nullable String alias) {}

    record Step(String status, String at) {}

    record ErrorView(
            @JsonProperty("class") String errorClass,
            String code,
            @Nullable String message,
            @Nullable Integer httpStatus,
            @Nullable String requestId,
            boolean retriable,
            @Nullable String help) {}

    static OperationView of(Operation operation, Instant now) {
        OperationStatus latest = operation.latest();
        OperationStatus.Operation platform = latest.operation();
        Outcome outcome = latest.outcome();
        PoolRef pool = latest.pool();
        return new OperationView(
                operation.id().toString(),
                operation.state().word(),
                platform.status().value(),
                platform.platformStatus(),
                outcome == null ? null : outcome.value(),
                platform.attempt(),
                platform.resumed(),
                platform.progress(),
                latest.connector().name(),
                new PoolView(pool.id(), pool.alias()),
                latest.counts().records(),
                operation.created().orElse(null),
                operation.rejected().orElse(null),
                Json.time(operation.began()),
                Json.time(latest.eventTime()),
                operation.isEnded() ? null : millisFrom(operation.began(), now),
                operation.took().map(Duration::toMillis).orElse(null),
                operation.offsets(),
                error(latest.error()),
                operation.reached().entrySet().stream()
                        .map(step -> new Step(step.getKey(), Json.time(step.getValue())))
                        .toList(),
                timings(latest.timings()));
    }

    static long millisFrom(Instant began, Instant now) {
        return Math.max(0, Duration.between(began, now).toMillis());
    }

    private static @Nullable ErrorView error(@Nullable PlatformError error) {
        return error == null
                ? null
                : new ErrorView(
                        error.errorClass().value(),
                        error.code(),
                        error.message(),
                        error.httpStatus(),
                        error.requestId(),
                        error.retriable(),
                        error.help());
    }

    private static Map<String, Long> timings(OperationStatus.@Nullable Timings timings) {
        Map<String, Long> millis = new LinkedHashMap<>();
        if (timings != null) {
            put(millis, "oldest_record_age", timings.oldestRecordAge());
            put(millis, "buffered", timings.buffered());
            put(millis, "rate_limit_wait", timings.rateLimitWait());
            put(millis, "submit", timings.submit());
            put(millis, "queued", timings.queued());
            put(millis, "ran", timings.ran());
            put(millis, "log_fetch", timings.logFetch());
            put(millis, "end_to_end", timings.endToEnd());
        }
        return millis;
    }

    private static void put(Map<String, Long> millis, String stage, @Nullable Duration spent) {
        if (spent != null) {
            millis.put(stage, spent.toMillis());
        }
    }
}
