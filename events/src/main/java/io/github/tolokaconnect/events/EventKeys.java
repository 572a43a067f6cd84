package io.github.tolokaconnect.events;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Kafka keys of events: what is ordered, joined and compacted together. */
public final class EventKeys {

    private EventKeys() {}

    /**
     * The key of {@code event}: the operation id; for an event about a record, the source record's key unchanged, or
     * {@code topic-partition-offset} without one; {@code connector/task} for a heartbeat; the item, the task
     * or the alert's fingerprint for an event of the streams app. Safe from any thread.
     *
     * @param sourceKey the source record's key as it came, for an event about a record; otherwise not looked at
     */
    public static byte[] of(Event event, byte @Nullable [] sourceKey) {
        if (event instanceof OperationStatus status) {
            return utf8(status.operation().id().toString());
        }
        if (event instanceof TaskCreated created) {
            return sourceKey == null ? utf8(created.record().coordinates()) : sourceKey;
        }
        if (event instanceof ValidationError error) {
            return sourceKey == null ? utf8(error.record().coordinates()) : sourceKey;
        }
        if (event instanceof Heartbeat heartbeat) {
            return utf8(
                    heartbeat.connector().name() + "/" + heartbeat.connector().task());
        }
        if (event instanceof Decision decision) {
            return utf8(decision.itemId());
        }
        if (event instanceof TaskIndexed indexed) {
            return utf8(indexed.taskId());
        }
        if (event instanceof Label label) {
            return utf8(label.itemId());
        }
        if (event instanceof Alert alert) {
            return utf8(Alert.fingerprint(alert.rule(), alert.scope()));
        }
        throw new AssertionError(event);
    }

    private static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
