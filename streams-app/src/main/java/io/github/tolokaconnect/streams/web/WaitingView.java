package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.streams.repair.Quarantined;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refused record that waits, in the API, with the task as it was refused. */
record WaitingView(
        String key,
        String eventId,
        String at,
        @JsonProperty("class") String errorClass,
        String stage,
        @Nullable String pool,
        @Nullable String operationId,
        int attempt,
        @Nullable String due,
        List<Reason> errors,
        boolean replayable,
        @Nullable JsonNode task) {

    /** One reason of a refusal. */
    record Reason(
            @Nullable String path,
            @Nullable String pointer,
            String code,
            @Nullable String message) {

        static Reason of(FieldError error) {
            return new Reason(error.path(), error.pointer(), error.code(), error.message());
        }
    }

    /** What of them one instance has, or all have. */
    record ListView(String asOf, long total, List<?> errors, List<String> missing) {}

    static WaitingView of(Quarantined waiting) {
        ValidationError error = waiting.error();
        ValidationError.Operation operation = error.operation();
        return new WaitingView(
                waiting.key(),
                error.eventId().toString(),
                Json.time(error.eventTime()),
                error.errorClass().value(),
                error.stage().value(),
                error.pool() == null ? null : error.pool().id(),
                operation == null ? null : operation.id().toString(),
                error.record().attempt(),
                Json.timeOrNull(waiting.due()),
                error.errors().stream().map(Reason::of).toList(),
                waiting.task() != null,
                Json.orNull(error.task()));
    }
}
