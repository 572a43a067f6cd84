package io.github.tolokaconnect.connector.delivery;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverySimulationTest {
    private static final int SEEDS = 100;

    @ParameterizedTest(name = "rebalances={0}")
    @ValueSource(booleans = {false, true})
    void keepsItsPromisesWhateverGoesWrong(boolean rebalances) {
        LongStream.range(0, SEEDS).forEach(seed -> simulate(seed, rebalances));
    }

    private static void simulate(long seed, boolean rebalances) {
        try {
            new DeliverySimulation(seed, rebalances).run();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(
                    "new DeliverySimulation(" + seed + ", " + rebalances + ") breaks: " + broken.getMessage(), broken);
        }
    }
}
