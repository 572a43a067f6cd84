package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildersTest {

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @CsvSource({"planned, 0", "running, 40", "success-partial, 0", "fail, 0", "rejected-for-now, 0"})
    void makeAnOperationStatusWithAllItsPartsAndItsId(String example, long occurrence) {
        OperationStatus event = codec.decode(Contract.example("operation-status/" + example), OperationStatus.class);

        OperationStatus built = OperationStatus.builder(
                        event.eventTime(),
                        event.connector(),
                        event.platform(),
                        event.operation(),
                        event.pool(),
                        event.source(),
                        event.counts())
                .occurrence(occurrence)
                .outcome(event.outcome())
                .timings(event.timings())
                .polls(event.polls())
                .estimate(event.estimate())
                .traceLinks(event.traceLinks())
                .error(event.error())
                .build();

        assertThat(built).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({"platform-validation", "local-validation", "mapping-without-pool", "collateral"})
    void makeAValidationErrorWithAllItsPartsAndItsId(String example) {
        ValidationError event = codec.decode(Contract.example("validation-error/" + example), ValidationError.class);

        ValidationError built = ValidationError.builder(
                        event.eventTime(),
                        event.connector(),
                        event.record(),
                        event.stage(),
                        event.errorClass(),
                        event.role(),
                        event.errors())
                .operation(event.operation())
                .pool(event.pool())
                .retriable(event.retriable())
                .task(event.task())
                .taskRef(event.taskRef())
                .redacted(event.redacted())
                .raw(event.raw())
                .build();

        assertThat(built).isEqualTo(event);
    }

    @Test
    void startFromAPlannedOperationThatIsNeitherSentNorCounted() {
        UUID id = UUID.fromString("0d2e6a1c-6f0f-5c0e-9a55-0c7d1f1f3a10");
        var parameters = new OperationStatus.Parameters(true, true, false);

        OperationStatus event = OperationStatus.builder(
                        Instant.EPOCH,
                        ConnectorRef.of("toloka-sink", 0, "0.1.0"),
                        new OperationStatus.Platform("https://toloka.dev", "production"),
                        OperationStatus.Operation.planned(id, 1, parameters),
                        PoolRef.of("40921733"),
                        List.of(new SourceRange("labeling.tasks", 2, 10, 19, 10)),
                        OperationStatus.Counts.ofRecords(10))
                .build();

        assertThat(Contract.violations(EventSchema.OPERATION_STATUS, Contract.tree(codec.encode(event))))
                .isEmpty();
        assertThat(event.operation().status()).isEqualTo(Status.PLANNED);
        assertThat(event.operation().terminal()).isFalse();
        assertThat(event.eventId()).isEqualTo(EventIds.operationStatus(id, Status.PLANNED));
    }

    @Test
    void refuseARangeThatHoldsNothingOrMoreThanItsLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceRange("labeling.tasks", 2, 10, 19, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceRange("labeling.tasks", 2, 10, 19, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceRange("labeling.tasks", 2, 20, 19, 1));
    }
}
