package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
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
        "heartbeat/paused, toloka-sink/1",
        "decision/duplicate, sign-2210",
        "task-index/indexed, 00027065c5--6562f0a3b7e45c1f9d3a0e11",
        "label/disagreement, sign-1042",
        "alert/resolved, ValidationErrorRatio|pool=40921733"
    })
    void withoutASourceKeyNameWhatTheEventIsAbout(String example, String key) {
        assertThat(EventKeys.of(codec.decode(Contract.example(example)), null))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(key);
    }

    @Test
    void ofAnAlertTellItsScopesApartInAnyOrder() {
        var oneOrder = new LinkedHashMap<String, String>();
        oneOrder.put("pool", "7");
        oneOrder.put("connector", "a");

        assertThat(Alert.fingerprint("Silent", oneOrder)).isEqualTo("Silent|connector=a,pool=7");
        assertThat(Alert.fingerprint("Silent", Map.of())).isEqualTo("Silent|");
    }

    @Test
    void ofAnOperationAreItsId() {
        OperationStatus event = codec.decode(Contract.example("operation-status/fail"), OperationStatus.class);

        assertThat(EventKeys.of(event, null))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(event.operation().id().toString());
    }
}
