package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.control.Audit;
import io.github.tolokaconnect.streams.control.ControlWriteException;
import io.github.tolokaconnect.streams.control.ControlWriter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes of control documents, each with who made it. */
final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    /** Longer than a writer takes that connects, delivers and commits, each with its own patience. */
    private static final long PATIENCE_SECONDS = 20;

    private static final int MAX_REASON = 500;

    private final ControlWriter writer;

    Changes(ControlWriter writer) {
        this.writer = writer;
    }

    /** Writes {@code document} under {@code key}, or removes what is there; returns when that is committed. */
    void write(Asked asked, String action, String key, @Nullable JsonNode document, @Nullable String reason) {
        Audit audit = new Audit(action, key, asked.actor(), asked.address(), reason);
        try {
            writer.write(key, document == null ? null : RawJson.of(document), audit)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("TLK-809 A change was not confirmed action={} key={}", action, key, e);
            boolean isUnchanged = e.getCause() instanceof ControlWriteException failed && !failed.maybeWritten();
            throw Problem.unavailable(
                            isUnchanged
                                    ? key + " was not changed, since Kafka cannot be written to; try again later."
                                    : "Whether " + key
                                            + " was changed is not known, since Kafka did not confirm it; look at it, then try"
                                            + " again.")
                    .toException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The application is being stopped.").toException();
        }
    }

    /** Takes the field {@code reason}, which is for the audit, out of {@code body}. */
    static @Nullable String takeReason(ObjectNode body) {
        JsonNode reason = body.remove("reason");
        if (reason == null || reason.isNull()) {
            return null;
        }
        if (!reason.isTextual() || reason.asText().length() > MAX_REASON) {
            throw Problem.unusable("reason", "reason is no text of at most " + MAX_REASON + " characters.")
                    .toException();
        }
        return reason.asText();
    }
}
