package io.github.tolokaconnect.simulator.junit;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One simulation at a time, from the first class or test that begins with the field until the last of them ends. JUnit tells an
 * instance field of a test only, and a static one of the class first; so the former has a simulation for each test, and the
 * latter for each class. A lock, because tests and classes that share a field may run in parallel.
 */
final class FieldLifetime implements Lifetime {
    private final TolokaSimulator.Builder builder;
    private final Set<String> users = new HashSet<>();
    private @Nullable TolokaSimulator simulator;

    FieldLifetime(TolokaSimulator.Builder builder) {
        this.builder = builder;
    }

    @Override
    public synchronized void begin(ExtensionContext context) {
        if (simulator == null) {
            simulator = builder.start();
        }
        users.add(context.getUniqueId());
    }

    @Override
    public synchronized void end(ExtensionContext context) {
        // One that never began, because another extension failed before, is in nobody's way.
        if (users.remove(context.getUniqueId()) && users.isEmpty() && simulator != null) {
            TolokaSimulator ended = simulator;
            simulator = null;
            ended.close();
        }
    }

    @Override
    public TolokaSimulator forParameter(ExtensionContext context) {
        return running();
    }

    @Override
    public synchronized @Nullable TolokaSimulator visibleFrom(ExtensionContext context) {
        return simulator;
    }

    @Override
    public synchronized TolokaSimulator running() {
        if (simulator == null) {
            throw new IllegalStateException(
                    "no simulation runs now: it does from before the first @BeforeEach of a test (of a static field: "
                            + "@BeforeAll of the class) until after the last @AfterEach (@AfterAll); is the field annotated "
                            + "with @RegisterExtension?");
        }
        return simulator;
    }
}
