package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.events.ValidationErrorBuilder;
import java.time.Instant;
import java.util.List;

/** Records of pool 1001 that were refused, seconds after noon. */
final class RefusalFixtures {

    static final String TASK =
            "{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"https://images.example.com/x.jpg\"},\"overlap\":0}";
    static final Selection ALL = new Selection(null, null, null, null, null, null, null);

    private RefusalFixtures() {}

    static RawJson json(String text) {
        return RawJson.of(text.getBytes(UTF_8));
    }

    static ValidationError refused(ErrorClass errorClass, String key, long seconds, int attempt) {
        return builder(errorClass, Role.CULPRIT, key, seconds, attempt).build();
    }

    static ValidationError collateral(String key, long seconds, int attempt) {
        return builder(ErrorClass.DATA, Role.COLLATERAL, key, seconds, attempt).build();
    }

    static ValidationErrorBuilder builder(ErrorClass errorClass, Role role, String key, long seconds, int attempt) {
        Instant at = NOON.plusSeconds(seconds);
        return ValidationError.builder(
                        at,
                        ConnectorRef.of("toloka-sink", 0, "1.0.0"),
                        new RecordRef(key, "labeling.tasks", 0, seconds, at, attempt),
                        Stage.PLATFORM_VALIDATION,
                        errorClass,
                        role,
                        List.of(
                                FieldError.of("overlap", "/overlap", "VALUE_LESS_THAN_MIN", "too small"),
                                FieldError.of("input_values.image", "/input_values/image", "INVALID_URL_SYNTAX", null)))
                .pool(PoolRef.of("1001"))
                .task(json(TASK));
    }

    static Waiting waiting(ValidationError error) {
        return new Waiting(String.valueOf(error.record().key()), error, Waiting.Trace.NONE, null, null);
    }
}
