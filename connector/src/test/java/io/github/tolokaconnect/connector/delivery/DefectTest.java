package io.github.tolokaconnect.connector.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DefectTest {
    @Test
    void saysWhatTheConnectorItselfSaid() {
        var told =
                Defect.of("Results", new IllegalArgumentException(new IllegalStateException("offset 7 settles twice")));

        assertThat(told)
                .hasMessageStartingWith(
                        "TLK-901 Results met a defect of the connector: IllegalStateException, offset 7 settles twice at ")
                .hasMessageContaining(DefectTest.class.getName())
                .hasMessageEndingWith("; please report it, then restart the task");
    }

    @Test
    void doesNotRepeatWhatALibrarySaid() {
        var time = "canary-time of a record";
        var thrown = catchThrowable(() -> Instant.parse(time));

        var told = Defect.of("Records", new IllegalArgumentException(thrown));

        assertThat(told)
                .hasMessageStartingWith("TLK-901 Records met a defect of the connector: DateTimeParseException at ")
                .hasNoCause();
        assertThat(told.toString()).doesNotContain("canary");
        assertThat(told.getStackTrace()).isEqualTo(thrown.getStackTrace());
    }
}
