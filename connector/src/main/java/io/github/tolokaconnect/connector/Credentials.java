package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.client.http.Credential;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The credential in use, and where a newer one comes from. For Connect's thread alone, as its context is. */
final class Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    private final SinkTaskContext context;
    private final Consumer<Credential> use;
    private final SinkTaskMetrics metrics;
    private Credential inUse;

    /** Credentials of a sink task that began with {@code inUse}; {@code use} puts another one in force. */
    Credentials(SinkTaskContext context, Credential inUse, Consumer<Credential> use, SinkTaskMetrics metrics) {
        this.context = context;
        this.inUse = inUse;
        this.use = use;
        this.metrics = metrics;
    }

    /**
     * Goes on with the credential that the configuration names now; Connect asks its config providers anew.
     *
     * @param refusal what the platform said of the one in use
     * @throws ConnectException if that is still the one in use, or if none can be had
     */
    void renew(String refusal) {
        var named = named(refusal);
        if (named.equals(inUse)) {
            throw refused(refusal, "and the configuration names no other one", null);
        }
        use.accept(named);
        inUse = named;
        LOG.info("The credential was refused, and the sink task goes on with a new one refusal={}", refusal);
    }

    private Credential named(String refusal) {
        try {
            return ConnectorConfig.from(context.configs()).connection().credential();
        } catch (RuntimeException unreadable) { // config providers promise no narrower type
            throw refused(refusal, "and the configuration cannot be read anew", unreadable);
        }
    }

    private ConnectException refused(String refusal, String otherwise, @Nullable RuntimeException cause) {
        metrics.authFailed();
        return new ConnectException(
                "TLK-201 The platform refuses the credential: " + refusal + ", " + otherwise
                        + "; renew what toloka.api.key refers to, or its rights, then restart the task",
                cause);
    }
}
