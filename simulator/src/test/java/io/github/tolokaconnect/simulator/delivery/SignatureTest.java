package io.github.tolokaconnect.simulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The example of the API reference, "Event authentication": the secret 12345, and what it makes of this body. */
    @Test
    void signsAsThePlatformDoes() {
        String body = "{\"events\":[{\"event_time\":\"2000-01-01T12:00:00\",\"project_id\":\"project-1\","
                + "\"pool_id\":\"pool-1\",\"uuid\":\"00000000-0000-0000-0000-000000000000\","
                + "\"task_suite_id\":\"task-suite-1\",\"assignment_id\":\"assignment-1\","
                + "\"webhook_subscription_id\":\"subscription-1\",\"type\":\"ASSIGNMENT_APPROVED\"}]}";

        String header =
                Signature.of("12345", Instant.ofEpochMilli(946_728_000_000L), body.getBytes(StandardCharsets.UTF_8));

        assertThat(header)
                .isEqualTo("{v=1, ts=946728000000, "
                        + "sign=609af3eefd4c12b6afad30ab456efcd21fe82f4247d3340151a3ca0c97a6cbcb}");
    }
}
