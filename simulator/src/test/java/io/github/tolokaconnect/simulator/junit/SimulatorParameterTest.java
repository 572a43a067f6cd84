package io.github.tolokaconnect.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorParameterTest {
    @Test
    void givesEachTestASimulationThatItsMethodsShare() {
        Trial trial = Trial.of(ForEach.class);

        trial.succeeds(4).leavesNothingRunning();
        assertThat(trial.requests()).containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3);
    }

    @Test
    void givesAConstructorTheSimulationOfItsTest() {
        Trial trial = Trial.of(Constructed.class);

        trial.succeeds(2).leavesNothingRunning();
        assertThat(trial.requests()).containsExactly(1, 1);
    }

    @Test
    void sharesTheSimulationThatIsAskedForBeforeAllTests() {
        Trial trial = Trial.of(AskedBeforeAll.class);

        trial.succeeds(3).leavesNothingRunning();
        assertThat(trial.requests()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void keepsTestsApartThatRunInParallel() {
        Trial trial = Trial.inParallel(ForEach.class, Constructed.class);

        trial.succeeds(6).leavesNothingRunning();
        assertThat(trial.requests()).hasSize(14).containsOnly(1, 2, 3);
    }

    @Test
    void standsBesideTheArgumentsOfAParameterizedTest() {
        Trial trial = Trial.of(Parameterized.class);

        trial.succeeds(2).leavesNothingRunning();
        assertThat(trial.requests()).containsExactly(1, 1);
    }

    @Test
    void stopsTheSimulationWhenATestCannotEvenBegin() {
        Trial trial = Trial.of(FailsBeforeEach.class);

        trial.leavesNothingRunning();
        assertThat(trial.failures()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stopsTheSimulationOfAClassThatCannotEvenBegin() {
        Trial trial = Trial.of(FailsBeforeAll.class);

        trial.leavesNothingRunning();
        assertThat(trial.failures()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void startsNothingForATestThatAsksForNone() {
        Trial.of(AsksForNone.class).succeeds(1);
    }

    @Test
    void saysThatOnlyAFieldHasASimulationOfItsOwn() {
        SimulatorExtension extension = new SimulatorExtension();

        assertThatThrownBy(extension::url)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ask for it by a parameter");
    }

    @ExtendWith(SimulatorExtension.class)
    static class ForEach {
        @BeforeEach
        void before(TolokaSimulator toloka, TestReporter reporter) throws Exception {
            Trial.visit(toloka, reporter);
        }

        @RepeatedTest(3)
        void test(TolokaSimulator toloka, TestReporter reporter) throws Exception {
            Trial.visit(toloka, reporter);
        }

        @AfterEach
        void after(TolokaSimulator toloka, TestReporter reporter) throws Exception {
            Trial.visit(toloka, reporter);
        }

        @Nested
        class Inner {
            @Test
            void test(TolokaSimulator toloka, TestReporter reporter) throws Exception {
                Trial.visit(toloka, reporter);
            }
        }
    }

    @ExtendWith(SimulatorExtension.class)
    static class Constructed {
        private final TolokaSimulator toloka;

        Constructed(TolokaSimulator toloka) {
            this.toloka = toloka;
        }

        @RepeatedTest(2)
        void test(TolokaSimulator same, TestReporter reporter) throws Exception {
            assertThat(same).isSameAs(toloka);
            Trial.visit(toloka, reporter);
        }
    }

    @ExtendWith(SimulatorExtension.class)
    static class AskedBeforeAll {
        @BeforeAll
        static void before(TolokaSimulator toloka, TestReporter reporter) throws Exception {
            Trial.visit(toloka, reporter);
        }

        @RepeatedTest(2)
        void test(TolokaSimulator toloka, TestReporter reporter) throws Exception {
            Trial.visit(toloka, reporter);
        }

        @Nested
        class Inner {
            @Test
            void test(TolokaSimulator toloka, TestReporter reporter) throws Exception {
                Trial.visit(toloka, reporter);
            }
        }
    }

    static class Parameterized {
        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        @ExtendWith(SimulatorExtension.class)
        void test(String argument, TolokaSimulator toloka, TestReporter reporter) throws Exception {
            assertThat(argument).isNotEmpty();
            Trial.visit(toloka, reporter);
        }
    }

    @ExtendWith(SimulatorExtension.class)
    static class FailsBeforeEach {
        @BeforeEach
        void fail(TolokaSimulator toloka, TestReporter reporter) throws Exception {
            Trial.visit(toloka, reporter);
            throw new IllegalStateException("nothing works");
        }

        @Test
        void test() {}
    }

    @ExtendWith(SimulatorExtension.class)
    static class FailsBeforeAll {
        @BeforeAll
        static void fail(TolokaSimulator toloka, TestReporter reporter) throws Exception {
            Trial.visit(toloka, reporter);
            throw new IllegalStateException("nothing works");
        }

        @Test
        void test() {}
    }

    @ExtendWith(SimulatorExtension.class)
    static class AsksForNone {
        @Test
        void test() {}
    }
}
