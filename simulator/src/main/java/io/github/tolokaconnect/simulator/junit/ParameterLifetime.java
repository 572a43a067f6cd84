package io.github.tolokaconnect.simulator.junit;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * A simulation for each class or test that asks for one by a parameter, seen by the tests inside it as well. JUnit's own store
 * keeps it, which is safe from any thread.
 */
final class ParameterLifetime implements Lifetime {
    private static final Namespace NAMESPACE = Namespace.create(SimulatorExtension.class);
    private static final Class<TolokaSimulator> KEY = TolokaSimulator.class;

    @Override
    public void begin(ExtensionContext context) {
        // It starts when a parameter asks for it.
    }

    @Override
    public void end(ExtensionContext context) {
        // Newer versions of JUnit would close what is in the store, older ones leave it.
        TolokaSimulator ended = store(context).remove(KEY, TolokaSimulator.class);
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public TolokaSimulator forParameter(ExtensionContext context) {
        return store(context)
                .getOrComputeIfAbsent(KEY, key -> TolokaSimulator.builder().start(), TolokaSimulator.class);
    }

    @Override
    public @Nullable TolokaSimulator visibleFrom(ExtensionContext context) {
        return store(context).get(KEY, TolokaSimulator.class);
    }

    @Override
    public TolokaSimulator running() {
        throw new IllegalStateException(
                "an extension of @ExtendWith has no simulation of its own: ask for it by a parameter of type "
                        + "TolokaSimulator, or make a field by SimulatorExtension.with and annotate it with @RegisterExtension");
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
