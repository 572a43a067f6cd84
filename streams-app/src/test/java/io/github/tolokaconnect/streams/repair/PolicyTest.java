package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.builder;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.collateral;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.json;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.streams.repair.Policy.Plan;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    private static final Policy USUAL = new Policy(RepairSettings.usual());

    @ParameterizedTest
    @CsvSource({
        "DATA, QUARANTINE, ",
        "UNKNOWN, QUARANTINE, ",
        "SOMETHING_NEW, QUARANTINE, ",
        "CAPACITY, PARK, PT1H",
        "POOL, PARK, PT24H",
        "ACCESS, PARK, PT24H"
    })
    void eachClassHasItsAction(String errorClass, RepairAction action, Duration wait) {
        Plan plan = plan(USUAL, refused(new ErrorClass(errorClass), "img-1", 0, 1));

        assertThat(plan).isEqualTo(new Plan(action, 2, wait == null ? null : NOON.plus(wait)));
    }

    @Test
    void whoWasNotToBlameIsTriedAgainAtOnceAndItDoesNotCountAsATry() {
        assertThat(plan(USUAL, collateral("img-1", 0, 3))).isEqualTo(new Plan(RepairAction.REEMIT, 3, null));
        assertThat(USUAL.plan(collateral("img-1", 0, 1), 9, true, NOON).action())
                .isEqualTo(RepairAction.REEMIT);
        assertThat(USUAL.plan(collateral("img-1", 0, 1), 10, true, NOON).action())
                .isEqualTo(RepairAction.QUARANTINE);
    }

    @Test
    void theWaitForCapacityDoublesUpToADay() {
        Policy patient = new Policy(new RepairSettings(9, 10, Duration.ofDays(35), Map.of()));

        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(attempt -> plan(patient, refused(ErrorClass.CAPACITY, "img-1", 0, attempt)))
                        .map(plan -> Duration.between(NOON, plan.due()).toHours()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 24L, 24L, 24L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"retry_after_ms\":90000} | PT90S",
                "{\"retry_after_ms\":999999999999} | PT24H",
                "{\"payload\":{\"interval\":\"MIN\"}} | PT1M",
                "{\"payload\":{\"interval\":\"HOUR\"}} | PT1H",
                "{\"payload\":{\"interval\":\"DAY\"}} | PT24H",
                "{\"payload\":{\"interval\":\"WEEK\"}} | PT1H",
                "{\"retry_after_ms\":-1} | PT1H",
                "[] | PT1H"
            })
    void theWaitForCapacityIsWhatThePlatformSays(String raw, Duration wait) {
        ValidationError error = builder(ErrorClass.CAPACITY, Role.CULPRIT, "img-1", 0, 1)
                .raw(json(raw))
                .build();

        assertThat(plan(USUAL, error).due()).isEqualTo(NOON.plus(wait));
    }

    @ParameterizedTest
    @CsvSource({"DATA", "CAPACITY", "POOL", "ACCESS", "UNKNOWN"})
    void theLastAttemptIsTheLast(String errorClass) {
        ValidationError error = refused(new ErrorClass(errorClass), "img-1", 0, 3);

        assertThat(plan(USUAL, error)).isEqualTo(new Plan(RepairAction.DEAD, 3, null));
    }

    @ParameterizedTest
    @CsvSource({"DATA", "CAPACITY", "POOL"})
    void withoutItsTaskNothingIsTriedAgain(String errorClass) {
        Plan plan = USUAL.plan(refused(new ErrorClass(errorClass), "img-1", 0, 1), 0, false, NOON);

        assertThat(plan.action()).isEqualTo(RepairAction.QUARANTINE);
        assertThat(USUAL.plan(collateral("img-1", 0, 1), 0, false, NOON).action())
                .isEqualTo(RepairAction.QUARANTINE);
    }

    @Test
    void actionsAreConfigured() {
        Policy policy = new Policy(new RepairSettings(
                3,
                10,
                Duration.ofDays(35),
                Map.of(
                        RefusalKind.DATA, RepairAction.of("park"),
                        RefusalKind.COLLATERAL, RepairAction.of("quarantine"),
                        RefusalKind.POOL, RepairAction.of("dead"),
                        RefusalKind.CAPACITY, RepairAction.of("reemit"))));

        assertThat(plan(policy, refused(ErrorClass.DATA, "img-1", 0, 1)).due()).isEqualTo(NOON.plus(Policy.A_DAY));
        assertThat(plan(policy, collateral("img-1", 0, 1)).action()).isEqualTo(RepairAction.QUARANTINE);
        assertThat(plan(policy, refused(ErrorClass.POOL, "img-1", 0, 1)).action())
                .isEqualTo(RepairAction.DEAD);
        assertThat(plan(policy, refused(ErrorClass.CAPACITY, "img-1", 0, 1)))
                .isEqualTo(new Plan(RepairAction.REEMIT, 2, null));
        assertThat(plan(policy, refused(ErrorClass.ACCESS, "img-1", 0, 1)).action())
                .isEqualTo(RepairAction.PARK);
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> RepairAction.of("drop")).hasMessageContaining("quarantine, park, reemit, dead");
        assertThatThrownBy(() -> new RepairSettings(0, 10, Duration.ofDays(1), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RepairSettings(1, 10, Duration.ZERO, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Plan plan(Policy policy, ValidationError error) {
        return policy.plan(error, 0, true, NOON);
    }
}
