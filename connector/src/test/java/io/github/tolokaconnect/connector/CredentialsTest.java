package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.client.http.Credential;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final String REFUSAL = "AUTHENTICATION_ERROR (HTTP 401, request_id r-1)";
    private static final Credential FIRST = new Credential.OAuth("first");

    private final FakeSinkTaskContext context = new FakeSinkTaskContext();
    private final SinkTaskMetrics metrics = new SinkTaskMetrics();
    private final List<Credential> used = new ArrayList<>();
    private final Credentials credentials = new Credentials(context, FIRST, used::add, metrics);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void areRenewedByWhatTheConfigurationNamesNow() {
        name("second");

        credentials.renew(REFUSAL);

        assertThat(used).containsExactly(new Credential.OAuth("second"));
        assertThat(metrics.authFailures()).as("nobody has to be woken").isZero();
    }

    @Test
    void mayBeTheSameAgainLater() {
        name("second");
        credentials.renew(REFUSAL);
        name("first");

        credentials.renew(REFUSAL);

        assertThat(used).containsExactly(new Credential.OAuth("second"), FIRST);
    }

    @Test
    void stopTheSinkTaskWhereThereIsNoOther() {
        name("first");

        assertThatThrownBy(() -> credentials.renew(REFUSAL))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("TLK-201 ")
                .hasMessageContainingAll(REFUSAL, "toloka.api.key", "restart the task")
                .hasMessageNotContaining("first");
        assertThat(used).isEmpty();
        assertThat(metrics.authFailures()).isEqualTo(1);
    }

    @Test
    void stopTheSinkTaskWhereTheConfigurationNamesNoneAnyMore() {
        context.configs.putAll(Map.of("name", "toloka-sink"));

        assertThatThrownBy(() -> credentials.renew(REFUSAL))
                .hasMessageStartingWith("TLK-201 ")
                .hasMessageContaining("cannot be read anew")
                .hasCauseInstanceOf(ConfigException.class);
        assertThat(metrics.authFailures()).isEqualTo(1);
    }

    private void name(String token) {
        context.configs.putAll(SampleConfig.with("toloka.auth.type", "oauth", "toloka.api.key", token));
    }
}
