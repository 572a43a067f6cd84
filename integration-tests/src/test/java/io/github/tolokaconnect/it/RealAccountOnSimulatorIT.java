package io.github.tolokaconnect.it;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.fixture.Field;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.junit.SimulatorExtension;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@link RealAccountIT} does with an account, done with a simulated one, so that the way there is tried whenever the tests are. */
class RealAccountOnSimulatorIT extends AccountContract {

    @RegisterExtension
    static final SimulatorExtension TOLOKA = SimulatorExtension.with(TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(20, 60))
            .fixture(Fixture.builder()
                    .token("OAuth-like-token")
                    .project("7", project -> project.input("text", Field.string()))
                    .pool("21", pool -> pool.project("7").closed())
                    .build()));

    @Override
    Map<String, String> environment() {
        return Map.of(
                RealAccount.URL, TOLOKA.url().toString(),
                RealAccount.TOKEN, "OAuth-like-token",
                RealAccount.POOL, "21",
                RealAccount.VALID_INPUT, "{\"text\":\"Text {n}\"}",
                RealAccount.INVALID_INPUT, "{\"txet\":\"Text\"}");
    }
}
