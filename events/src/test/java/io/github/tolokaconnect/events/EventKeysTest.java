package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventKeysTest {

    private static final byte[] SOURCE_KEY = {0, -1, 7};

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @CsvSource({"task-created/created", "validation-error/collateral"})
    void ofARecordAreItsOwnKeyUnchanged(String example) {
        assertThat(EventKeys.of(codec.decode(Contract.example(example)), SOURCE_KEY))
                .isEqualTo(SOURCE_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "task-created/without-key, labeling.tasks-2-70223",
        "validation-error/mapping-without-pool, labeling.tasks-2-70302",
        "heartbeat/paused, toloka-sink/1"
    })
    void withoutASourceKeyNameThePlace(String example, String key) {
        assertThat(EventKeys.of(codec.decode(Contract.example(example)), null))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(key);
    }

    @Test
    void ofAnOperationAreItsId() {
        OperationStatus event = codec.decode(Contract.example("operation-status/fail"), OperationStatus.class);

        assertThat(EventKeys.of(event, null))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(event.operation().id().toString());
    }
}
