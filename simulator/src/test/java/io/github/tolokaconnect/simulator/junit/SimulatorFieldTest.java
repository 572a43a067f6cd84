package io.github.tolokaconnect.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatorFieldTest {
    @Test
    void givesEachTestASimulationWhenTheFieldIsOfAnInstance() {
        Trial trial = Trial.of(InstanceField.class);

        trial.succeeds(4).leavesNothingRunning();
        assertThat(trial.requests()).containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3);
    }

    @Test
    void givesEachClassASimulationWhenTheFieldIsStatic() {
        Trial trial = Trial.of(StaticField.class);

        trial.succeeds(4).leavesNothingRunning();
        assertThat(trial.requests()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void givesAnInstanceThatAllTestsShareOneSimulation() {
        Trial trial = Trial.of(SharedInstance.class);

        trial.succeeds(2).leavesNothingRunning();
        assertThat(trial.requests()).containsExactly(1, 2);
    }

    @Test
    void keepsTestsApartThatRunInParallel() {
        Trial trial = Trial.inParallel(InstanceField.class, OtherInstanceField.class);

        trial.succeeds(8).leavesNothingRunning();
        assertThat(trial.requests()).hasSize(24).containsOnly(1, 2, 3);
    }

    @Test
    void letsClassesThatInheritAStaticFieldRunInParallel() {
        Trial trial = Trial.inParallel(FirstHeir.class, SecondHeir.class);

        trial.succeeds(4).leavesNothingRunning();
        assertThat(trial.requests()).hasSize(4);
    }

    @Test
    void stopsTheSimulationWhenATestCannotEvenBegin() {
        Trial trial = Trial.of(FailsBeforeEach.class);

        trial.leavesNothingRunning();
        assertThat(trial.failures()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void letsATestStopItsSimulationItself() {
        Trial trial = Trial.of(StopsItself.class);

        trial.succeeds(2).leavesNothingRunning();
        assertThat(trial.requests()).containsExactly(1, 1);
    }

    @Test
    void startsTheSimulationAsItsBuilderSays() {
        Trial trial = Trial.of(OnAnotherHost.class);

        trial.succeeds(1).leavesNothingRunning();
    }

    @Test
    void handsTheSimulationOfTheFieldToParameters() {
        Trial.of(AsksBothWays.class).succeeds(1).leavesNothingRunning();
    }

    @Test
    void saysThatNoSimulationRunsOutsideOfTests() {
        SimulatorExtension forgotten = SimulatorExtension.with(TolokaSimulator.builder());

        assertThatThrownBy(forgotten::simulator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is the field annotated with @RegisterExtension?");
    }

    static class InstanceField {
        @RegisterExtension
        final SimulatorExtension toloka = SimulatorExtension.with(TolokaSimulator.builder());

        @BeforeEach
        void before(TestReporter reporter) throws Exception {
            Trial.visit(toloka.simulator(), reporter);
        }

        @RepeatedTest(3)
        void test(TestReporter reporter) throws Exception {
            Trial.visit(toloka.simulator(), reporter);
        }

        @AfterEach
        void after(TestReporter reporter) throws Exception {
            Trial.visit(toloka.simulator(), reporter);
        }

        @Nested
        class Inner {
            @Test
            void test(TestReporter reporter) throws Exception {
                Trial.visit(toloka.simulator(), reporter);
            }
        }
    }

    static class OtherInstanceField extends InstanceField {}

    static class StaticField {
        @RegisterExtension
        static final SimulatorExtension TOLOKA = SimulatorExtension.with(TolokaSimulator.builder());

        @BeforeAll
        static void before(TestReporter reporter) throws Exception {
            Trial.visit(TOLOKA.simulator(), reporter);
        }

        @RepeatedTest(2)
        void test(TestReporter reporter) throws Exception {
            Trial.visit(TOLOKA.simulator(), reporter);
        }

        @AfterAll
        static void after(TestReporter reporter) throws Exception {
            Trial.visit(TOLOKA.simulator(), reporter);
        }

        @Nested
        class Inner {
            @RepeatedTest(2)
            void test(TestReporter reporter) throws Exception {
                Trial.visit(TOLOKA.simulator(), reporter);
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class SharedInstance {
        @RegisterExtension
        final SimulatorExtension toloka = SimulatorExtension.with(TolokaSimulator.builder());

        @RepeatedTest(2)
        void test(TestReporter reporter) throws Exception {
            Trial.visit(toloka.simulator(), reporter);
        }
    }

    static class Heritage {
        @RegisterExtension
        static final SimulatorExtension TOLOKA = SimulatorExtension.with(TolokaSimulator.builder());

        @RepeatedTest(2)
        void test(TestReporter reporter) throws Exception {
            Trial.visit(TOLOKA.simulator(), reporter);
        }
    }

    static class FirstHeir extends Heritage {}

    static class SecondHeir extends Heritage {}

    static class FailsBeforeEach {
        @RegisterExtension
        final SimulatorExtension toloka = SimulatorExtension.with(TolokaSimulator.builder());

        @BeforeEach
        void fail(TestReporter reporter) throws Exception {
            Trial.visit(toloka.simulator(), reporter);
            throw new IllegalStateException("nothing works");
        }

        @Test
        void test() {}
    }

    static class StopsItself {
        @RegisterExtension
        final SimulatorExtension toloka = SimulatorExtension.with(TolokaSimulator.builder());

        @RepeatedTest(2)
        void test(TestReporter reporter) throws Exception {
            Trial.visit(toloka.simulator(), reporter);
            toloka.simulator().close();
        }
    }

    static class OnAnotherHost {
        @RegisterExtension
        final SimulatorExtension toloka =
                SimulatorExtension.with(TolokaSimulator.builder().host("localhost"));

        @Test
        void test(TestReporter reporter) throws Exception {
            Trial.visit(toloka.simulator(), reporter);
            assertThat(toloka.url()).hasHost("localhost");
        }
    }

    static class AsksBothWays {
        @RegisterExtension
        final SimulatorExtension toloka = SimulatorExtension.with(TolokaSimulator.builder());

        @Test
        void test(TolokaSimulator simulator, TestReporter reporter) throws Exception {
            Trial.visit(toloka.simulator(), reporter);
            assertThat(simulator).isSameAs(toloka.simulator());
            assertThat(simulator.url()).isEqualTo(toloka.url());
        }
    }
}
