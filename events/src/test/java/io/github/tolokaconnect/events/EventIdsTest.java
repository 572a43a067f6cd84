package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final UUID OPERATION = UUID.fromString("0d2e6a1c-6f0f-5c0e-9a55-0c7d1f1f3a10");
    private static final RecordRef RECORD = new RecordRef("k", "labeling.tasks", 3, 128437, null, 1);
    private static final ConnectorRef CONNECTOR = ConnectorRef.of("toloka-sink", 1, "0.1.0");
    private static final Instant TIME = Instant.parse("2026-11-23T08:30:30.123Z");

    @Test
    void agreeWithTheStandard() {
        // RFC 9562, appendix A.4.
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        assertThat(Uuids.v5(dns, "www.example.com")).isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void comeFromTheProjectsNamespace() {
        UUID url = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

        assertThat(EventIds.NAMESPACE)
                .isEqualTo(Uuids.v5(url, "https://tolokaconnect.github.io/toloka-connect/events"));
    }

    @Test
    void areTheSameForTheSameFactToldByAnotherSinkTaskOrAttempt() {
        RecordRef toldAgain = new RecordRef(null, "labeling.tasks", 3, 128437, TIME, 2);

        assertThat(EventIds.taskCreated(OPERATION, toldAgain)).isEqualTo(EventIds.taskCreated(OPERATION, RECORD));
        assertThat(EventIds.heartbeat(new ConnectorRef("toloka-sink", 1, "9.9", "w"), TIME.plusNanos(1)))
                .isEqualTo(EventIds.heartbeat(CONNECTOR, TIME));
    }

    @Test
    void differForDifferentFacts() {
        RecordRef next = new RecordRef("k", "labeling.tasks", 3, 128438, null, 1);
        UUID otherOperation = UUID.fromString("0d2e6a1c-6f0f-5c0e-9a55-0c7d1f1f3a11");

        assertThat(Stream.of(
                        EventIds.operationStatus(OPERATION, Status.RUNNING),
                        EventIds.operationStatus(OPERATION, Status.RUNNING, 40),
                        EventIds.operationStatus(OPERATION, Status.SUCCESS),
                        EventIds.operationStatus(otherOperation, Status.SUCCESS),
                        EventIds.taskCreated(OPERATION, RECORD),
                        EventIds.taskCreated(OPERATION, next),
                        EventIds.taskCreated(otherOperation, RECORD),
                        EventIds.validationError(OPERATION, RECORD, Stage.PLATFORM_VALIDATION),
                        EventIds.validationError(OPERATION, RECORD, Stage.PLATFORM_REJECTION),
                        EventIds.validationError(OPERATION, next, Stage.PLATFORM_REJECTION),
                        EventIds.validationError(null, RECORD, Stage.PLATFORM_REJECTION),
                        EventIds.heartbeat(CONNECTOR, TIME),
                        EventIds.heartbeat(CONNECTOR, TIME.plusMillis(1)),
                        EventIds.heartbeat(ConnectorRef.of("toloka-sink", 2, "0.1.0"), TIME),
                        EventIds.decision(new Decision.SourceRecord("labeling.predictions", 3, 128437)),
                        EventIds.decision(new Decision.SourceRecord("labeling.predictions", 3, 128438)),
                        EventIds.decision(new Decision.SourceRecord("labeling.predictions", 4, 128437)),
                        EventIds.label("task", 1),
                        EventIds.label("task", 2),
                        EventIds.label("other", 1),
                        EventIds.alert("Silent|", Alert.State.FIRING, TIME),
                        EventIds.alert("Silent|", Alert.State.RESOLVED, TIME),
                        EventIds.alert("Silent|", Alert.State.FIRING, TIME.plusMillis(1)),
                        EventIds.alert("Silent|connector=a", Alert.State.FIRING, TIME)))
                .doesNotHaveDuplicates();
    }
}
