package io.github.tolokaconnect.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationAccountTest {
    private static final String PAYLOAD = "https://example.com/secret.jpg";

    @Test
    void tellsWithAFailureWhatTheSimulationSaw() {
        Trial trial = Trial.of(FailsWithAField.class);

        Throwable failure = trial.failures().get(0);

        assertThat(failure).isInstanceOf(AssertionError.class).hasMessage("as wanted");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(account -> assertThat(account.getMessage())
                        .startsWith("the simulation at http://127.0.0.1:")
                        .contains("saw 7 requests (0 over a quota), and has 7 tasks {1001=7}, 6 of them duplicates")
                        .contains(
                                "operations: 7, the last 5:\n  00000000-0000-0000-0000-000000000002 TASK.BATCH_CREATE SUCCESS: "
                                        + "1 of 1 created, 0 not valid\n")
                        .endsWith("000000000006 TASK.BATCH_CREATE SUCCESS: 1 of 1 created, 0 not valid")
                        .doesNotContain(PAYLOAD));
    }

    @Test
    void tellsItOnceForAParameterToo() {
        Trial trial = Trial.of(FailsWithAParameter.class);

        assertThat(trial.failures())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.getSuppressed())
                                .singleElement()
                                .satisfies(
                                        account -> assertThat(account)
                                                .hasMessageEndingWith(
                                                        "saw 0 requests (0 over a quota), and has 0 tasks, 0 of them duplicates; operations: 0")));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                FailsBeforeAll.class,
                FailsBeforeEach.class,
                FailsAfterEach.class,
                FailsAfterAll.class,
                FailsWhenStopped.class
            })
    void tellsItWhereverATestFails(Class<?> type) {
        Trial trial = Trial.of(type);

        assertThat(trial.failures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(SimulationAccount.class));
    }

    @Test
    void keepsTheFailureWhenTheSimulationCannotBeAsked() {
        Trial trial = Trial.of(FailsWithABrokenClock.class);

        assertThat(trial.failures()).singleElement().satisfies(failure -> {
            assertThat(failure).hasMessage("as wanted");
            assertThat(failure.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void tellsNothingOfASimulationThatNobodyAskedFor() {
        Trial trial = Trial.of(FailsAlone.class);

        assertThat(trial.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }

    private static AssertionError asWanted() {
        return new AssertionError("as wanted");
    }

    static class FailsWithAField {
        @RegisterExtension
        final SimulatorExtension toloka =
                SimulatorExtension.with(TolokaSimulator.builder().operationTime(OperationTime.ofMillis(0, 0)));

        @Test
        void fails() {
            IntStream.range(0, 7).forEach(this::create);
            throw asWanted();
        }

        private void create(int n) {
            HttpRequest request = HttpRequest.newBuilder(toloka.url()
                            .resolve("/api/v1/tasks?async_mode=true&operation_id=00000000-0000-0000-0000-00000000000"
                                    + n))
                    .header("Authorization", "OAuth demo-token")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"pool_id\":\"1001\",\"overlap\":1,\"input_values\":{\"image\":\"" + PAYLOAD + "\"}}"))
                    .build();
            try {
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ExtendWith(SimulatorExtension.class)
    static class FailsWithAParameter {
        @Test
        void fails(TolokaSimulator toloka) {
            assertThat(toloka.tasks()).isEmpty();
            throw asWanted();
        }
    }

    static class FailsWithABrokenClock {
        private boolean isBroken;

        @RegisterExtension
        final SimulatorExtension toloka =
                SimulatorExtension.with(TolokaSimulator.builder().clock(this::instant));

        @Test
        void fails() {
            isBroken = true;
            throw asWanted();
        }

        private Instant instant() {
            if (isBroken) {
                throw new IllegalStateException("the clock is broken");
            }
            return Instant.EPOCH;
        }
    }

    static class WithField {
        @RegisterExtension
        static final SimulatorExtension TOLOKA = SimulatorExtension.with(TolokaSimulator.builder());

        @Test
        void test() {}
    }

    static class FailsBeforeAll extends WithField {
        @BeforeAll
        static void fail() {
            throw asWanted();
        }
    }

    static class FailsBeforeEach extends WithField {
        @BeforeEach
        void fail() {
            throw asWanted();
        }
    }

    static class FailsAfterEach extends WithField {
        @AfterEach
        void fail() {
            throw asWanted();
        }
    }

    static class FailsAfterAll extends WithField {
        @AfterAll
        static void fail() {
            throw asWanted();
        }
    }

    static class FailsWhenStopped extends WithField {
        @AfterEach
        void fail() {
            TOLOKA.simulator().close();
            throw asWanted();
        }
    }

    @ExtendWith(SimulatorExtension.class)
    static class FailsAlone {
        @Test
        void fails() {
            throw asWanted();
        }
    }
}
